import sharp from 'sharp';
import { expect, it } from 'vitest';
import { findAvifSize, isAvif } from './avif-header';

function box(type: string, ...contents: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const content = Buffer.concat(contents);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(8 + content.length);
  return new Uint8Array(Buffer.concat([size, Buffer.from(type, 'latin1'), content]));
}

const text = (value: string) => new TextEncoder().encode(value);
const numbers = (...values: number[]) => {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, at) => bytes.writeUInt32BE(value, 4 * at));
  return bytes;
};
const file = (...boxes: Uint8Array[]) => new Uint8Array(Buffer.concat(boxes));
const type = (brand: string, ...compatible: string[]) =>
  box('ftyp', text(brand), numbers(0), text(compatible.join('')));
const ispe = (width: number, height: number) => box('ispe', numbers(0, width, height));
const meta = (...properties: Uint8Array[]) =>
  box('meta', numbers(0), box('hdlr'), box('iprp', box('ipco', ...properties)));
const track = (width: number, height: number) =>
  box('trak', box('tkhd', new Uint8Array(76), numbers(width * 65_536, height * 65_536)));

async function picture() {
  const background = { r: 200, g: 100, b: 50 };
  const blank = sharp({ create: { width: 70, height: 50, channels: 3, background } });
  return new Uint8Array(await blank.toFormat('avif').toBuffer());
}

it('knows a picture as AVIF, and its size', async () => {
  expect(isAvif(await picture())).toBe(true);
  expect(findAvifSize(await picture())).toEqual({ width: 70, height: 50 });
});

it.each([
  [type('avif', 'mif1', 'miaf'), true],
  [type('avis', 'msf1', 'miaf'), true],
  [type('mif1', 'miaf', 'avif'), true],
  [type('msf1', 'iso8', 'avis'), true],
  [type('mif1', 'heic'), false],
  [type('heic', 'mif1', 'heic'), false],
  [type('mif1'), false],
  [box('ftyp', text('mif1'), text('avif'), text('heic')), false],
  [file(type('mif1', 'heic'), text('avifavif')), false],
  [box('free', text('avif')), false],
  [text('\0\0\0\x20ftypavif'), false],
  [new Uint8Array(), false],
] as const)('goes by all brands, and by nothing beyond them: %#', (bytes, isOne) => {
  expect(isAvif(bytes)).toBe(isOne);
});

it('reads the largest of several pictures, wherever they lie', () => {
  const properties = [ispe(8, 6), box('pixi'), ispe(4000, 3000), ispe(512, 512)];
  expect(findAvifSize(file(type('avif'), box('free'), meta(...properties)))).toEqual({
    width: 4000,
    height: 3000,
  });
});

it('reads the size of a sequence from its tracks', () => {
  const sequence = file(type('avis'), box('moov', box('mvhd'), track(320, 200), track(64, 64)));
  expect(findAvifSize(sequence)).toEqual({ width: 320, height: 200 });
});

it.each([
  file(type('avif')),
  file(type('avif'), meta()),
  file(type('avif'), meta(box('ispe', numbers(0, 9)))),
  file(type('avif'), ispe(70, 50)),
  file(type('avif'), numbers(2 ** 32 - 1), text('meta'), ispe(70, 50)),
  file(type('avif'), numbers(1), text('meta'), numbers(2 ** 31, 0), ispe(70, 50)),
  file(type('avif'), numbers(7), text('meta'), ispe(70, 50)),
])('finds no size where none is told: %#', (bytes) => {
  expect(findAvifSize(bytes)).toBeUndefined();
});

it('takes no longer for a million boxes than for one', () => {
  const one = ispe(1, 1);
  const many = new Uint8Array(Buffer.alloc(1_000_000 * one.length, one));
  const bytes = file(type('avif'), meta(many, ispe(2, 2)));
  const startedAt = performance.now();
  expect(findAvifSize(bytes)).toEqual({ width: 2, height: 2 });
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});
