import { expose } from 'comlink';
import { Classifier } from '../../../lib/inference/classifier';
import { decodePicture } from '../../../lib/inference/decode';
import { cropOf, preprocess } from '../../../lib/inference/preprocess';
import { createPreview } from '../../../lib/inference/preview';
import type { CatalogEntry } from '../../../lib/verdict/model';
import type { PreparationSample } from '../bench-page';
import type { PhasesWorker } from './phases-protocol';

let loaded: { classifier: Classifier; entry: CatalogEntry } | undefined;

expose({
  async load(request) {
    loaded = { classifier: await Classifier.load(request), entry: request.entry };
  },
  async judgeBatch(files) {
    const { classifier } = getLoaded();
    const startedAt = performance.now();
    const pictures = [];
    for (const file of files) pictures.push(await classifier.prepare(await file.arrayBuffer()));
    const preparedAt = performance.now();
    const classifications = await classifier.classify(pictures);
    return {
      tensorMs: preparedAt - startedAt,
      forwardMs: performance.now() - preparedAt,
      logits: classifications.map(({ logit }) => logit),
    };
  },
  async samplePreparation(file) {
    const { entry } = getLoaded();
    return { ...(await timeOurs(file, entry)), platformMs: await timePlatform(file, entry) };
  },
} satisfies PhasesWorker);

function getLoaded() {
  if (!loaded) throw new Error('Expected a loaded model, got none');
  return loaded;
}

/** The steps of `preparePicture`, one by one. */
async function timeOurs(
  file: Blob,
  { preprocessing }: CatalogEntry,
): Promise<Omit<PreparationSample, 'platformMs'>> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const startedAt = performance.now();
  using picture = await decodePicture(bytes);
  const decodedAt = performance.now();
  await preprocess(picture.rows, preprocessing);
  const resizedAt = performance.now();
  await createPreview(picture.bitmap);
  return {
    decodeMs: decodedAt - startedAt,
    resizeMs: resizedAt - decodedAt,
    previewMs: performance.now() - resizedAt,
  };
}

async function timePlatform(file: Blob, { preprocessing }: CatalogEntry): Promise<number> {
  const { width, height } = cropOf(await sizeOf(file), preprocessing);
  const startedAt = performance.now();
  const resized = await createImageBitmap(file, {
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: 'medium',
  });
  const platformMs = performance.now() - startedAt;
  resized.close();
  return platformMs;
}

async function sizeOf(file: Blob): Promise<{ width: number; height: number }> {
  const bitmap = await createImageBitmap(file);
  const { width, height } = bitmap;
  bitmap.close();
  return { width, height };
}
