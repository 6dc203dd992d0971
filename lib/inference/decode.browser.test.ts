import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { decodePicture, type DecodedPicture } from './decode';
import { withOrientation } from './fixtures/exif';
import { compare, readGoldenPicture } from './fixtures/golden-pictures';
import { turnRegion, type Orientation } from './orientation';
import type { PixelRows } from './resize';

const upright: Orientation = { rotation: 0, flip: false };

const turns = [
  [1, upright],
  [2, { rotation: 0, flip: true }],
  [3, { rotation: 180, flip: false }],
  [4, { rotation: 180, flip: true }],
  [5, { rotation: 90, flip: true }],
  [6, { rotation: 90, flip: false }],
  [7, { rotation: 270, flip: true }],
  [8, { rotation: 270, flip: false }],
] as const;

describe.each([
  ['jpeg', 'grey-700x520.jpg'],
  ['png', 'small-97x61.png'],
] as const)('a %s that EXIF turns', (format, name) => {
  it.each(turns)('reads as stored under orientation %d', async (exif, turn) => {
    const { file } = await readGoldenPicture(name);
    using picture = await decodePicture(withOrientation(file, format, exif));
    expect(picture.orientation).toEqual(turn);
    await expectSamePixels(picture, file);
  });

  it.each(turns)('shows the stored corner where orientation %d puts it', async (exif, turn) => {
    const { file } = await readGoldenPicture(name);
    using picture = await decodePicture(withOrientation(file, format, exif));
    const { bitmap, rows } = picture;
    const corner = { x: 0, y: 0, width: 1 / rows.width, height: 1 / rows.height };
    const { x, y } = turnRegion(corner, turn);
    const displayed = pixelAt(bitmap, {
      x: Math.round(x * bitmap.width),
      y: Math.round(y * bitmap.height),
    });
    const stored = [...(await readRows(rows, 1)).slice(0, 3)];
    expect(rows.order === 'rgb' ? stored : stored.toReversed()).toEqual(displayed);
  });
});

it.each(turns)('leaves a WebP upright under orientation %d, as pages do', async (exif) => {
  const { file } = await readGoldenPicture('lossless-640x480.webp');
  using picture = await decodePicture(withOrientation(file, 'webp', exif));
  expect(picture.orientation).toEqual(upright);
  await expectSamePixels(picture, file);
});

async function expectSamePixels({ rows }: DecodedPicture, file: Uint8Array<ArrayBuffer>) {
  using original = await decodePicture(file);
  const { width, height } = original.rows;
  expect(rows).toMatchObject({ width, height });
  const pixels = await readRows(rows, height);
  expect(compare(pixels, await readRows(original.rows, height))).toEqual({ equal: 1, most: 0 });
}

async function readRows(rows: PixelRows, count: number): Promise<Uint8Array> {
  const pixels = new Uint8Array(rows.width * count * 4);
  await rows.read({ top: 0, count }, pixels);
  return pixels;
}

function pixelAt(bitmap: ImageBitmap, { x, y }: { x: number; y: number }): number[] {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) throw new Error('Expected a 2D canvas');
  context.drawImage(bitmap, -x, -y);
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
}

describe('a damaged picture', () => {
  const names = [
    'wide-1500x500.jpg',
    'progressive-800x600.jpg',
    'odd-441x443.png',
    'lossless-640x480.webp',
  ];

  it.each(names)('is refused when the last hundredth of %s is missing', async (name) => {
    const { file } = await readGoldenPicture(name);
    const truncated = file.slice(0, Math.floor(file.length * 0.99));
    await expect(decodePicture(truncated)).rejects.toMatchObject({ code: 'damaged' });
  });
});

it('lets go of the bitmap when the browser makes no frame of it', async () => {
  const { file } = await readGoldenPicture('small-97x61.png');
  onTestFinished(() => void vi.unstubAllGlobals());
  const create = createImageBitmap;
  const bitmaps: ImageBitmap[] = [];
  vi.stubGlobal('createImageBitmap', async (file: Blob) => {
    const bitmap = await create(file);
    bitmaps.push(bitmap);
    return bitmap;
  });
  vi.stubGlobal('VideoFrame', function refuse() {
    throw new DOMException('Expected a frame', 'OperationError');
  });
  await expect(decodePicture(file)).rejects.toThrow('Expected a frame');
  expect(bitmaps.map(({ width, height }) => [width, height])).toEqual([[0, 0]]);
});
