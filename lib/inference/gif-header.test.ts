import sharp from 'sharp';
import { expect, it } from 'vitest';
import { findGifSize } from './gif-header';

async function picture() {
  const background = { r: 200, g: 100, b: 50 };
  const blank = sharp({ create: { width: 70, height: 50, channels: 3, background } });
  return new Uint8Array(await blank.gif().toBuffer());
}

const bytesOf = (...parts: (string | number[])[]) =>
  new Uint8Array(
    Buffer.concat(
      parts.map((part) =>
        typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part),
      ),
    ),
  );
const screen = [8, 0, 6, 0, 0, 0, 0];
const comment = [0x21, 0xfe, 3, 1, 2, 3, 2, 1, 2, 0];

it('reads the size of a GIF', async () => {
  expect(findGifSize(await picture())).toEqual({ width: 70, height: 50 });
});

it('grows the screen to hold its first frame, behind palette and extensions', () => {
  const frame = [0x2c, 0x10, 0, 1, 0, 0x50, 0xc3, 4, 0];
  const palette = Array<number>(12).fill(0x2c);
  const coloured = [8, 0, 6, 0, 0x81, 0, 0];
  const size = { width: 50_016, height: 6 };
  expect(findGifSize(bytesOf('GIF89a', screen, frame))).toEqual(size);
  expect(findGifSize(bytesOf('GIF89a', coloured, palette, comment, comment, frame))).toEqual(size);
});

it.each([
  bytesOf('GIF89a', screen),
  bytesOf('GIF89a', screen, [0x2c, 0x10, 0, 1, 0]),
  bytesOf('GIF89a', screen, comment.slice(0, 5)),
  bytesOf('GIF89a', screen, comment, [0x3b]),
  bytesOf('GIF89a', screen, Array<number>(100).fill(0x21)),
])('takes the screen where there is no frame: %#', (file) => {
  expect(findGifSize(file)).toEqual({ width: 8, height: 6 });
});

it('finds nothing in a file that ends before that', () => {
  expect(findGifSize(bytesOf('GIF89a', [8, 0, 6]))).toBeUndefined();
});
