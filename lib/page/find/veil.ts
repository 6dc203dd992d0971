import { remembered } from './looks';
import { parentOf } from '../geometry/visible-box';

/** A blur of at least this radius, in CSS pixels, hides what a picture shows. */
const veilingBlur = 4;
const levels = { own: 10, covers: 5 };
const mostSiblings = 12;
const coveredShare = 0.6;

/**
 * Whether a page blurs a picture until somebody wants to see it, by a filter on it or around it or by a cover over it.
 * What a person has not chosen to see is not judged either.
 */
export const isVeiled = remembered((element: Element) => {
  const outwards = [element, ...ancestorsOf(element, levels.own)];
  return (
    outwards.some((each) => blurIn(getComputedStyle(each).filter) >= veilingBlur) ||
    outwards.slice(0, levels.covers).some((each) => hasCover(each, element))
  );
});

function hasCover(beside: Element, picture: Element): boolean {
  const siblings = [...(beside.parentElement?.children ?? [])].slice(0, mostSiblings);
  return siblings.some(
    (sibling) =>
      sibling !== beside &&
      isBlurringLayer(sibling) &&
      covers(sibling.getBoundingClientRect(), picture.getBoundingClientRect()),
  );
}

/** Headers blur what scrolls away under them, which veils nothing. */
function isBlurringLayer(element: Element): boolean {
  const { backdropFilter, position } = getComputedStyle(element);
  return (
    blurIn(backdropFilter) >= veilingBlur &&
    !/^(fixed|sticky)$/.test(position) &&
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  );
}

function covers(cover: DOMRect, picture: DOMRect): boolean {
  const width = Math.min(cover.right, picture.right) - Math.max(cover.left, picture.left);
  const height = Math.min(cover.bottom, picture.bottom) - Math.max(cover.top, picture.top);
  const area = Math.max(width, 0) * Math.max(height, 0);
  return area >= coveredShare * picture.width * picture.height;
}

function blurIn(filter: string): number {
  return Number(/blur\(([\d.]+)px\)/.exec(filter)?.[1] ?? 0);
}

function ancestorsOf(element: Element, most: number): Element[] {
  const parent = most > 0 ? parentOf(element) : null;
  return parent ? [parent, ...ancestorsOf(parent, most - 1)] : [];
}
