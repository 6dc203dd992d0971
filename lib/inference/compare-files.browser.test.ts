import { expect, it } from 'vitest';
import { compareFiles } from './compare-files';
import { withOrientation } from './fixtures/exif';
import { readGoldenPicture } from './fixtures/golden-pictures';

const name = 'large-4000x3000.jpg';
const whole = { x: 0, y: 0, width: 1, height: 1 };

/** A JPEG of a part of a picture, `width` pixels wide, as a page shows it. */
async function reduce(
  file: Uint8Array<ArrayBuffer>,
  width: number,
  part = whole,
): Promise<Uint8Array<ArrayBuffer>> {
  const bitmap = await createImageBitmap(new Blob([file]));
  const source = { width: bitmap.width * part.width, height: bitmap.height * part.height };
  const size = { width, height: Math.round((width * source.height) / source.width) };
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('Expected a 2D canvas');
  context.imageSmoothingQuality = 'high';
  const from = { x: bitmap.width * part.x, y: bitmap.height * part.y };
  context.drawImage(
    bitmap,
    ...([from.x, from.y, source.width, source.height] as const),
    ...([0, 0, size.width, size.height] as const),
  );
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.6 });
  return new Uint8Array(await blob.arrayBuffer());
}

const compare = (shown: Uint8Array<ArrayBuffer>, larger: Uint8Array<ArrayBuffer>) =>
  compareFiles({ shown: shown.buffer, larger: larger.buffer });

it('finds a picture in its thumbnail, and tells both sizes', async () => {
  const { file } = await readGoldenPicture(name);
  expect(await compare(await reduce(file, 300), file)).toEqual({
    isSame: true,
    shown: { width: 300, height: 225 },
    larger: { width: 4000, height: 3000 },
  });
});

it('does not take a part of a picture for the whole', async () => {
  const { file } = await readGoldenPicture(name);
  const part = { x: 0.1, y: 0.1, width: 0.8, height: 0.8 };
  expect(await compare(await reduce(file, 300, part), file)).toMatchObject({ isSame: false });
});

it('compares a thumbnail with an original that is stored on its side', async () => {
  const { file } = await readGoldenPicture(name);
  const onItsSide = withOrientation(file, 'jpeg', 6);
  expect(await compare(await reduce(onItsSide, 300), onItsSide)).toEqual({
    isSame: true,
    shown: { width: 300, height: 400 },
    larger: { width: 3000, height: 4000 },
  });
});

it('says why one of the files is no picture', async () => {
  const { file } = await readGoldenPicture(name);
  const page = new TextEncoder().encode('<h1>Not found</h1>');
  await expect(compare(file, page)).rejects.toMatchObject({ code: 'notAPicture' });
  const half = file.slice(0, file.length / 2);
  await expect(compare(file, half)).rejects.toMatchObject({ code: 'damaged' });
});
