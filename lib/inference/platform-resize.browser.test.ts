import { expect, it } from 'vitest';
import { decodePicture } from './decode';
import {
  compare,
  goldenNames,
  goldenPreprocessing,
  readGoldenPicture,
  rgbOf,
  type GoldenPicture,
} from './fixtures/golden-pictures';
import { cropOf } from './preprocess';
import { resizeAndCrop, type PixelRows } from './resize';

type Way = (file: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;

const asStored = { colorSpaceConversion: 'none', premultiplyAlpha: 'none' } as const;

/** Ways to decode a picture, with our own resizer behind them. */
const decoders: Record<string, Way> = {
  'VideoFrame over createImageBitmap, as stored (ours)': async (file) => {
    using picture = await decodePicture(file);
    return await crop(picture.rows);
  },
  'canvas over createImageBitmap, as stored': async (file) =>
    crop(await readCanvas(file, asStored)),
  'canvas over createImageBitmap, as it comes': async (file) => crop(await readCanvas(file, {})),
  'ImageDecoder, copied as RGBA': async (file) => crop(await readImageDecoder(file)),
};

/** Ways to resize what was decoded as stored. */
const resizers: Record<string, Way> = {
  ...Object.fromEntries(
    (['pixelated', 'low', 'medium', 'high'] as const).map((quality) => [
      `createImageBitmap, resizeQuality ${quality}`,
      (file: Uint8Array<ArrayBuffer>) => resizeByBitmap(file, quality),
    ]),
  ),
  ...Object.fromEntries(
    (['low', 'medium', 'high'] as const).map((quality) => [
      `canvas drawImage, imageSmoothingQuality ${quality}`,
      (file: Uint8Array<ArrayBuffer>) => resizeByCanvas(file, quality),
    ]),
  ),
};

const pictures = await Promise.all(goldenNames.map(readGoldenPicture));

it('shows what the platform’s decoders and resizers give, and that only ours is the reference’s', async () => {
  const rows = [];
  for (const [way, preprocess] of Object.entries({ ...decoders, ...resizers })) {
    rows.push({ way, ...(await measure(preprocess, pictures)) });
  }
  console.log(asTable(rows));
  const [ours, ...others] = rows;
  expect(ours).toMatchObject({ exactPictures: pictures.length, most: 0 });
  for (const { exactPictures } of others) expect(exactPictures).toBeLessThan(pictures.length);
}, 120_000);

interface Measurement {
  exactPictures: number;
  equal: number;
  most: number;
}

async function measure(way: Way, goldens: GoldenPicture[]): Promise<Measurement> {
  const totals: Measurement = { exactPictures: 0, equal: 0, most: 0 };
  for (const { file, crop: golden } of goldens) {
    const { equal, most } = compare(await way(file), golden);
    if (equal === 1) totals.exactPictures++;
    totals.equal += equal / goldens.length;
    totals.most = Math.max(totals.most, most);
  }
  return totals;
}

function asTable(rows: (Measurement & { way: string })[]): string {
  const lines = rows.map(({ way, exactPictures, equal, most }) =>
    [way, `${exactPictures} of ${pictures.length}`, `${(equal * 100).toFixed(1)} %`, most].join(
      ' | ',
    ),
  );
  return ['way | pictures exact | values equal | largest difference', ...lines].join('\n');
}

function crop(rows: PixelRows): Promise<Uint8Array> {
  return resizeAndCrop(rows, cropOf(rows, goldenPreprocessing));
}

async function readCanvas(
  file: Uint8Array<ArrayBuffer>,
  options: ImageBitmapOptions,
): Promise<PixelRows> {
  const bitmap = await createImageBitmap(new Blob([file]), options);
  return rowsOf(readBack(bitmap, bitmap), bitmap);
}

async function readImageDecoder(file: Uint8Array<ArrayBuffer>): Promise<PixelRows> {
  const decoder = new ImageDecoder({
    data: file,
    type: typeOf(file),
    colorSpaceConversion: 'none',
  });
  const { image } = await decoder.decode();
  const pixels = new Uint8Array(image.allocationSize({ format: 'RGBA' }));
  await image.copyTo(pixels, { format: 'RGBA' });
  const size = { width: image.codedWidth, height: image.codedHeight };
  image.close();
  return rowsOf(pixels, size);
}

function typeOf(file: Uint8Array): string {
  const types: Record<number, string> = { 0x89: 'image/png', 0xff: 'image/jpeg' };
  return types[file[0] ?? 0] ?? 'image/webp';
}

function rowsOf(
  pixels: Uint8Array,
  { width, height }: { width: number; height: number },
): PixelRows {
  return {
    width,
    height,
    order: 'rgb',
    read: ({ top, count }, into) => {
      into.set(pixels.subarray(top * width * 4, (top + count) * width * 4));
      return Promise.resolve();
    },
  };
}

async function resizeByBitmap(file: Uint8Array<ArrayBuffer>, resizeQuality: ResizeQuality) {
  const bitmap = await createImageBitmap(new Blob([file]), asStored);
  const { width, height, left, top, size } = cropOf(bitmap, goldenPreprocessing);
  const resized = await createImageBitmap(bitmap, {
    ...asStored,
    resizeQuality,
    resizeWidth: width,
    resizeHeight: height,
  });
  return rgbOf(await createImageBitmap(resized, left, top, size, size));
}

async function resizeByCanvas(
  file: Uint8Array<ArrayBuffer>,
  imageSmoothingQuality: ImageSmoothingQuality,
) {
  const bitmap = await createImageBitmap(new Blob([file]), asStored);
  const { width, height, left, top, size } = cropOf(bitmap, goldenPreprocessing);
  const context = contextOf({ width: size, height: size });
  context.imageSmoothingQuality = imageSmoothingQuality;
  context.drawImage(bitmap, -left, -top, width, height);
  const { data } = context.getImageData(0, 0, size, size);
  return new Uint8Array(data.filter((_, i) => i % 4 !== 3));
}

function readBack(bitmap: ImageBitmap, { width, height }: { width: number; height: number }) {
  const context = contextOf({ width, height });
  context.drawImage(bitmap, 0, 0);
  return new Uint8Array(context.getImageData(0, 0, width, height).data);
}

function contextOf({ width, height }: { width: number; height: number }) {
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('Expected a 2D canvas');
  return context;
}
