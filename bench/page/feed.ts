import type { Site } from '../../e2e/site/site.ts';
import { createPicture } from '../../e2e/site/test-picture.ts';

/** One of the feeds that extensions of this kind work on without being told. */
const host = 'https://www.pinterest.com';

export const feedUrl = `${host}/`;

/** As feeds deliver them, by their width and height. */
const sizes = [
  [736, 920],
  [1080, 1350],
  [736, 736],
  [1200, 675],
  [736, 1104],
  [1080, 1080],
  [640, 800],
  [960, 720],
] as const;

/** Every picture is one of these with a number in it, and so a file that nobody has seen. */
const filesPerSize = 4;

/** Declares a page of so many pictures on the site. Answers their addresses. */
export async function addFeed(site: Site, count: number): Promise<string[]> {
  const originals = await createOriginals();
  const pictures = Array.from({ length: count }, (_, at) => at);
  for (const at of pictures) {
    const { body } = originalOf(originals, at);
    site.add(pictureUrl(at), { body: number(body, at), type: 'image/jpeg', headers: cached });
    site.add(avatarUrl(at), { body: avatar, type: 'image/svg+xml', headers: cached });
  }
  site.add(feedUrl, page(pictures.map((at) => card(at, originalOf(originals, at))).join('')));
  return pictures.map(pictureUrl);
}

const cached = { 'cache-control': 'max-age=3600' };
const avatar =
  '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32"><rect width="32" height="32" fill="#8a6"/></svg>';

interface Original {
  body: Buffer;
  width: number;
  height: number;
}

async function createOriginals(): Promise<Original[]> {
  const originals: Original[] = [];
  for (let at = 0; at < sizes.length * filesPerSize; at++) {
    const [width, height] = sizes[at % sizes.length] ?? sizes[0];
    originals.push({ body: await createPicture({ width, height }), width, height });
  }
  return originals;
}

function originalOf(originals: Original[], at: number): Original {
  const original = originals[at % originals.length];
  if (!original) throw new RangeError(`Expected pictures, got ${originals.length}`);
  return original;
}

/** The same JPEG with a comment in it, which makes it another file of the same price. */
function number(jpeg: Buffer, at: number): Buffer {
  const text = Buffer.from(`picture ${at}`);
  const segment = Buffer.from([0xff, 0xfe, 0, text.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, text, jpeg.subarray(2)]);
}

function pictureUrl(at: number): string {
  return `${host}/pictures/${at}.jpg`;
}

function avatarUrl(at: number): string {
  return `${host}/people/${at % 50}.svg`;
}

function card(at: number, { width, height }: Original): string {
  return `<article><a class="pin" href="/pin/${at}">
    <img src="${pictureUrl(at)}" alt="picture ${at}" width="${width}" height="${height}" loading="lazy"></a>
    <button class="save">Save</button><button class="more" aria-label="More">…</button>
    <h3>A post about something worth a picture, number ${at}</h3>
    <p><img class="avatar" src="${avatarUrl(at)}" alt="" width="32" height="32" loading="lazy">
    <span>Somebody</span> <a href="/user/${at}">somebody${at}</a></p></article>`;
}

/** Three columns, a header that stays, controls on the pictures; every box has its size before its picture comes. */
function page(cards: string): string {
  return `<style>
    body { margin: 0; background: #fff; font: 14px/1.4 sans-serif }
    header { position: sticky; top: 0; z-index: 5; display: flex; gap: 12px; padding: 12px 24px; background: #fff;
      box-shadow: 0 1px 4px #0003 }
    main { display: grid; grid-template-columns: repeat(3, 1fr); gap: 16px; max-width: 1000px; margin: 16px auto;
      align-items: start }
    article { position: relative }
    .pin img { display: block; width: 100%; height: auto; border-radius: 16px; background: #eee }
    .save, .more { position: absolute; right: 12px; border: 0; border-radius: 20px; padding: 8px 14px; font: inherit }
    .save { top: 12px; background: #c00; color: #fff; opacity: 0; transition: opacity .15s }
    .more { top: 60px; opacity: 0 }
    article:hover button { opacity: 1 }
    h3 { margin: 8px 0 4px; font-size: 15px } p { display: flex; gap: 8px; align-items: center; margin: 0 }
    .avatar { border-radius: 50% }
    </style><header><strong>Pictures</strong><input placeholder="Search"><button>Log in</button></header>
    <main>${cards}</main>`;
}
