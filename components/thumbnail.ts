import { rememberFound, type Find } from './remember-found';

const longestSide = 96;
const quality = 0.7;

/** Finds a small copy of a judged picture by its content hash. */
export type FindThumbnail = Find<Blob>;

/** A copy of a picture for a list, of 2 or 3 KB, so that hundreds of them take no more room than one. */
export async function createThumbnail(preview: Blob): Promise<Blob> {
  using picture = disposable(await createImageBitmap(preview));
  const { width, height } = picture.bitmap;
  const scale = Math.min(1, longestSide / Math.max(width, height));
  const canvas = new OffscreenCanvas(atLeastOne(width * scale), atLeastOne(height * scale));
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('Expected a 2D canvas, got none');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture.bitmap, 0, 0, canvas.width, canvas.height);
  return await canvas.convertToBlob({ type: 'image/jpeg', quality });
}

function atLeastOne(length: number): number {
  return Math.max(1, Math.round(length));
}

function disposable(bitmap: ImageBitmap) {
  return { bitmap, [Symbol.dispose]: () => bitmap.close() };
}

/** Looks each picture up once. Where its preview cannot be had or read, the row shows its mark. */
export function rememberThumbnails(findPreview: FindThumbnail): FindThumbnail {
  return rememberFound(async (contentHash) => {
    const preview = await findPreview(contentHash);
    return preview && createThumbnail(preview);
  });
}
