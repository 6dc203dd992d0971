const longestSide = 96;
const quality = 0.7;

/** Finds a small copy of a judged picture. Never rejects: what cannot be had is undefined. */
export type FindThumbnail = (contentHash: string) => Promise<Blob | undefined>;

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

/** Looks each picture up once. What could not be had is looked up again the next time. */
export function rememberThumbnails(
  findPreview: (contentHash: string) => Promise<Blob | undefined>,
): FindThumbnail {
  const known = new Map<string, Promise<Blob | undefined>>();
  const make = async (contentHash: string) => {
    try {
      const preview = await findPreview(contentHash);
      if (preview) return await createThumbnail(preview);
    } catch {
      // A host that is lost, or a preview that cannot be read: the row shows its mark instead.
    }
    known.delete(contentHash);
    return undefined;
  };
  return (contentHash) => {
    const asked = known.get(contentHash) ?? make(contentHash);
    known.set(contentHash, asked);
    return asked;
  };
}
