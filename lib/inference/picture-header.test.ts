import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { readPictureHeader } from './picture-header';

function golden(name: string) {
  return new Uint8Array(readFileSync(new URL(`./fixtures/preprocess/${name}`, import.meta.url)));
}

function bytesOf(text: string) {
  return new TextEncoder().encode(text);
}

async function picture(format: 'avif' | 'gif' | 'jpeg' | 'webp' | 'tiff') {
  const background = { r: 200, g: 100, b: 50 };
  const blank = sharp({ create: { width: 70, height: 50, channels: 3, background } });
  return new Uint8Array(await blank.toFormat(format).toBuffer());
}

it.each([
  ['progressive-800x600.jpg', { format: 'jpeg', width: 800, height: 600 }],
  ['exif-rotated-900x600.jpg', { format: 'jpeg', width: 900, height: 600 }],
  ['alpha-640x512.png', { format: 'png', width: 640, height: 512 }],
  ['lossless-640x480.webp', { format: 'webp', width: 640, height: 480 }],
] as const)('reads the stored size of %s', (name, header) => {
  expect(readPictureHeader(golden(name))).toEqual(header);
});

it.each(['avif', 'gif', 'jpeg', 'webp'] as const)('reads the size of a %s', async (format) => {
  const header = { format, width: 70, height: 50 };
  expect(readPictureHeader(await picture(format))).toEqual(header);
});

it('refuses a file of no bytes', () => {
  expect(() => readPictureHeader(new Uint8Array())).toThrow(
    expect.objectContaining({ code: 'empty' }),
  );
});

it.each([
  '<!doctype html><html><body>404</body></html>',
  '<html><body><svg width="10" height="10"></svg></body></html>',
  '{"error":"not found"}',
  '\0\0\0\0\0\0\0\0',
])('refuses %j, which is not a picture', (text) => {
  expect(() => readPictureHeader(bytesOf(text))).toThrow(
    expect.objectContaining({ code: 'notAPicture' }),
  );
});

it('knows a relative of AVIF that the browser does not decode', () => {
  const heic = bytesOf('\0\0\0\x18ftypmif1\0\0\0\0mif1heic');
  expect(() => readPictureHeader(heic)).toThrow(
    expect.objectContaining({ code: 'unsupportedFormat' }),
  );
});

it('refuses pictures that the browser does not decode', async () => {
  const svg = bytesOf('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>');
  for (const file of [svg, await picture('tiff')]) {
    expect(() => readPictureHeader(file)).toThrow(
      expect.objectContaining({ code: 'unsupportedFormat' }),
    );
  }
});

it.each(['wide-1500x500.jpg', 'odd-441x443.png', 'lossless-640x480.webp'])(
  'refuses %s when it ends before it says its size',
  (name) => {
    expect(() => readPictureHeader(golden(name).slice(0, 14))).toThrow(
      expect.objectContaining({ code: 'damaged' }),
    );
  },
);

it.each([
  ['more than a hundred megapixels', 20_000, 5_001],
  ['a side that Chromium cannot read pixels from', 32_768, 64],
])('refuses %s without decoding them', (_, width, height) => {
  const file = golden('odd-441x443.png');
  const view = new DataView(file.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  expect(() => readPictureHeader(file)).toThrow(expect.objectContaining({ code: 'tooManyPixels' }));
});
