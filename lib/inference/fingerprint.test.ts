import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { pictures, type Picture } from '../../e2e/demo-feed/pictures.ts';
import { fingerprintOf, isSamePicture, type Fingerprint } from './fingerprint';
import type { Orientation } from './orientation';
import type { PixelRows } from './resize';

const upright: Orientation = { rotation: 0, flip: false };

/** Painted large enough that what is made of it is a reduction. */
function paint({ scene, seed, width, height }: Picture): Sharp {
  const scale = 400 / Math.max(width, height);
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const shade = scene({ seed, aspect: size.width / size.height });
  const pixels = new Uint8ClampedArray(size.width * size.height * 3);
  for (let at = 0; at < pixels.length; at += 3) {
    const [x, y] = [(at / 3) % size.width, Math.floor(at / 3 / size.width)];
    const colour = shade((x + 0.5) / size.height, (y + 0.5) / size.height);
    pixels.set(
      colour.map((level) => level * 255),
      at,
    );
  }
  return sharp(pixels, { raw: { ...size, channels: 3 } });
}

async function readFingerprint(picture: Sharp, orientation = upright): Promise<Fingerprint> {
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const rows: PixelRows = {
    width: info.width,
    height: info.height,
    order: 'rgb',
    read: ({ top, count }, pixels) => {
      pixels.set(data.subarray(top * info.width * 4, (top + count) * info.width * 4));
      return Promise.resolve();
    },
  };
  return fingerprintOf({ rows, orientation });
}

/** Through a file, so that what is measured next is that file. */
const encoded = async (picture: Sharp) => sharp(await picture.toBuffer());

const originals = new Map<string, Sharp>();
const fingerprints = new Map<string, Fingerprint>();

beforeAll(async () => {
  for (const [name, picture] of Object.entries<Picture>(pictures)) {
    const original = await encoded(paint(picture).png());
    originals.set(name, original);
    fingerprints.set(name, await readFingerprint(original));
  }
}, 60_000);

/** The pictures that a file made from them is taken for the same as. */
async function findTakenForSame(make: (original: Sharp) => Sharp | Promise<Sharp>) {
  const taken = [];
  for (const [name, original] of originals) {
    const file = await encoded((await make(original.clone())).jpeg({ quality: 75 }));
    const fingerprint = fingerprints.get(name);
    if (fingerprint && isSamePicture(fingerprint, await readFingerprint(file))) taken.push(name);
  }
  return taken;
}

async function cut(original: Sharp, share: number): Promise<Sharp> {
  const { width, height } = await original.metadata();
  const size = { width: Math.round(width * share), height: Math.round(height * share) };
  return original.extract({
    left: Math.floor((width - size.width) / 2),
    top: Math.floor((height - size.height) / 2),
    ...size,
  });
}

/** A magenta square of a sixth of the width. */
async function mark(original: Sharp): Promise<Sharp> {
  const { width } = await original.metadata();
  const side = Math.round(width / 6);
  const create = { width: side, height: side, channels: 3, background: '#f0f' } as const;
  return encoded(original.composite([{ input: { create } }]).png());
}

const within = (side: number) => ({ width: side, height: side, fit: 'inside' }) as const;

describe.each([
  ['reduced to 300 px', (original: Sharp) => original.resize(within(300))],
  ['reduced to 150 px', (original: Sharp) => original.resize(within(150))],
  ['reduced and sharpened', (original: Sharp) => original.resize(within(240)).sharpen()],
  ['as a WebP of quality 50', async (original: Sharp) => encoded(original.webp({ quality: 50 }))],
  ['as a JPEG of quality 60', async (original: Sharp) => encoded(original.jpeg({ quality: 60 }))],
])('a picture %s', (_, make) => {
  it('is taken for the same', async () => {
    const taken = await findTakenForSame(make);
    expect([...originals.keys()].filter((name) => !taken.includes(name))).toEqual([]);
  });
});

describe.each([
  ['mirrored', (original: Sharp) => original.flop()],
  ['upside down', (original: Sharp) => original.flip()],
  ['cut to 80 % of its sides', (original: Sharp) => cut(original, 0.8)],
  ['cut to another shape', (original: Sharp) => original.resize(300, 240, { fit: 'cover' })],
  ['with a mark on it', mark],
  ['in negative', (original: Sharp) => original.negate({ alpha: false })],
])('a picture %s', (_, make) => {
  it('is taken for another one', async () => {
    expect(await findTakenForSame(make)).toEqual([]);
  });
});

it('takes no picture for another one', () => {
  const entries = [...fingerprints];
  const mistaken = entries.flatMap(([name, fingerprint], at) =>
    entries
      .slice(at + 1)
      .filter(([, other]) => isSamePicture(fingerprint, { ...other, size: fingerprint.size }))
      .map(([otherName]) => `${name} for ${otherName}`),
  );
  expect(mistaken).toEqual([]);
});

it('takes a flat picture for none, not even for itself', async () => {
  const create = { width: 400, height: 300, channels: 3, background: '#888' } as const;
  const flat = await readFingerprint(sharp({ create }));
  expect(isSamePicture(flat, flat)).toBe(false);
});

it.each([
  [{ width: 2048, height: 1536 }, { width: 150, height: 113 }, true],
  [{ width: 2048, height: 1536 }, { width: 150, height: 112 }, true],
  [{ width: 4000, height: 3000 }, { width: 600, height: 446 }, true],
  [{ width: 4000, height: 3000 }, { width: 600, height: 430 }, false],
  [{ width: 3000, height: 4000 }, { width: 600, height: 450 }, false],
])('holds the shapes of %j and %j against each other: %s', (large, small, isSame) => {
  const [fingerprint] = fingerprints.values();
  if (!fingerprint) throw new Error('Expected a picture');
  const [a, b] = [large, small].map((size) => ({ ...fingerprint, size }));
  expect(a && b && isSamePicture(a, b)).toBe(isSame);
  expect(a && b && isSamePicture(b, a)).toBe(isSame);
});

it('compares pictures as pages turn them', async () => {
  const [[name, original] = []] = originals;
  const upTurned = name && fingerprints.get(name);
  if (!original || !upTurned) throw new Error('Expected a picture');
  const onItsSide = await encoded(original.clone().rotate(270).png());
  expect(isSamePicture(upTurned, await readFingerprint(onItsSide))).toBe(false);
  const asShown = await readFingerprint(onItsSide, { rotation: 90, flip: false });
  expect(asShown.size).toEqual(upTurned.size);
  expect(isSamePicture(upTurned, asShown)).toBe(true);
});
