import { parentOf } from '../geometry/visible-box';

/** A picture as it is shown: its URL, and its sides in CSS pixels. */
interface ShownPicture {
  url: string;
  width: number;
  height: number;
}

/** Nothing with a side shorter than this, in CSS pixels, is judged unasked. */
export const smallestSide = 64;

/** Portraits are round, about as wide as tall, and seldom wider than this. */
const portrait = { widest: 200, roundness: 0.4, ratio: 1.25 };

/** What sites call their ornaments, and the widest that one is believed to be where it is called so. */
const calledSo = [
  {
    widest: 256,
    words:
      /\b(avatars?|userpics?|profile (pic(ture)?|photo|image)s?|emojis?|emojione|emoticons?)\b/,
  },
  { widest: 144, words: /\b(icons?|favicons?|logos?|sprites?|flair|spinner)\b/ },
];
/** Where they call them so. A long text is the description of a picture, whatever words are in it. */
const namingAttributes = {
  forCode: ['class', 'id', 'role', 'data-testid'],
  forPeople: ['alt', 'aria-label', 'title'],
};
const longestName = 80;

/** A text that is an emoji, or its name between colons. */
const emojiText =
  /^(:[\w+-]+:|[\p{Extended_Pictographic}\p{RI}][\p{Extended_Pictographic}\p{Emoji_Component}]*)$/u;

const outwards = { levels: 4, growth: 1.3 };

/**
 * Whether a picture is there to tell people or things apart at a glance (avatars, icons, logos, emoji, drawings of
 * vectors), so that it is left alone unless somebody asks. Told from size, shape and names, which all sites have.
 */
export function isOrnament(element: Element, { url, width, height }: ShownPicture): boolean {
  if (Math.min(width, height) < smallestSide || isVector(url)) return true;
  const longest = Math.max(width, height);
  if (longest > Math.max(portrait.widest, ...calledSo.map(({ widest }) => widest))) return false;
  const frames = framesOf(element, { width, height });
  const isSquare = longest <= portrait.ratio * Math.min(width, height);
  if (isSquare && longest <= portrait.widest && frames.some(isRound)) return true;
  return isEmoji(element) || isCalledOrnament([...frames.flatMap(namesOf), pathOf(url)], longest);
}

function isVector(url: string): boolean {
  return /^data:image\/svg\+xml/i.test(url) || /\.svgz?$/i.test(pathOf(url));
}

/** An element and those around it that only frame it. */
function framesOf(
  element: Element,
  { width, height }: { width: number; height: number },
): Element[] {
  const frames = [element];
  for (let level = 0; level < outwards.levels; level++) {
    const parent = parentOf(frames.at(-1) ?? element);
    const box = parent?.getBoundingClientRect();
    if (
      !parent ||
      !box ||
      box.width > width * outwards.growth ||
      box.height > height * outwards.growth
    )
      break;
    frames.push(parent);
  }
  return frames;
}

function isRound(element: Element): boolean {
  const { borderTopLeftRadius, clipPath, overflowX } = getComputedStyle(element);
  if (/^(circle|ellipse)\(/.test(clipPath)) return true;
  const clips = overflowX !== 'visible' || element.childElementCount === 0;
  const radius = Number.parseFloat(borderTopLeftRadius);
  if (borderTopLeftRadius.endsWith('%')) return clips && radius >= portrait.roundness * 100;
  return clips && radius >= portrait.roundness * element.clientWidth && radius > 0;
}

function isEmoji(element: Element): boolean {
  return emojiText.test(element.getAttribute('alt')?.trim() ?? '');
}

function isCalledOrnament(names: string[], longest: number): boolean {
  const words = names.map(toWords).join(' | ');
  return calledSo.some((kind) => longest <= kind.widest && kind.words.test(words));
}

function namesOf(element: Element): string[] {
  const read = (name: string) => element.getAttribute(name) ?? '';
  const names = namingAttributes.forPeople.map(read).filter((name) => name.length <= longestName);
  return [...namingAttributes.forCode.map(read), ...names];
}

/** `UserAvatar-Container` and `profile_images` as words: "user avatar container", "profile images". */
function toWords(name: string): string {
  return name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .toLowerCase();
}

function pathOf(url: string): string {
  return /^https?:/.test(url) && URL.canParse(url) ? new URL(url).pathname : '';
}
