import type { HeadAttention } from '../verdict/closer-look';
import { preparePicture, type PreparedPicture } from './classifier';
import { readVitFiles } from './model-files';
import { turnHeatmap } from './orientation';
import type { LoadRequest } from './protocol';
import { readVit } from './read-vit';
import { StoredBytes } from './stored-bytes';
import { VitModel } from './vit-model';

interface Options extends Pick<LoadRequest, 'entry' | 'source'> {
  /** WASM threads. */
  threads: number;
}

/**
 * Has every head of every layer tell where CLS looks in a picture: by a session of its own, in single precision on WASM, that
 * is given back at once. Null for a model whose graph Candid does not write.
 *
 * @throws CheckError saying why the file is not a picture that can be judged.
 */
export async function readHeadAttention(
  file: ArrayBuffer,
  { entry, source, threads }: Options,
): Promise<HeadAttention | null> {
  if (!('model.safetensors' in entry.files)) return null;
  const picture = await preparePicture(file, entry.preprocessing);
  const files = await readVitFiles(entry.files, source);
  try {
    const options = { id: 'layers', device: 'wasm', threads, headAttentions: true } as const;
    return await readFrom(await VitModel.load(readVit(files), options), picture);
  } finally {
    if (files.weights instanceof StoredBytes) files.weights.close();
  }
}

async function readFrom(model: VitModel, picture: PreparedPicture): Promise<HeadAttention> {
  try {
    const { headAttentions } = await model.run(picture.pixelValues);
    if (!headAttentions) throw new TypeError('Expected the attention of every head, got none');
    const { heads, layers } = model.config;
    return describe(headAttentions, { heads, layers, side: model.patchesPerSide, picture });
  } finally {
    await model.dispose();
  }
}

interface Shape {
  heads: number;
  layers: number;
  side: number;
  picture: Pick<PreparedPicture, 'orientation' | 'region'>;
}

function describe(stored: Float32Array, { heads, layers, side, picture }: Shape): HeadAttention {
  const values = new Float32Array(stored.length);
  const patches = side * side;
  for (let start = 0; start < stored.length; start += patches) {
    const map = { columns: side, rows: side, values: stored.subarray(start, start + patches) };
    values.set(turnHeatmap(map, picture.orientation).values, start);
  }
  return { heads, layers, columns: side, rows: side, values, region: picture.region };
}
