import type { LayersAnswer, TileSelection } from '../messaging/protocol';
import type { TileScores } from '../verdict/closer-look';
import type { ModelCard } from '../verdict/model';
import type { Judge } from './model-in-use';

/** Judges some tiles of a whole image file and remembers nothing. @throws CheckError */
export async function explainTiles(
  { bytes: file, from, count }: TileSelection,
  { engine, model }: Pick<Judge, 'engine' | 'model'>,
): Promise<TileScores & { model: ModelCard }> {
  return { ...(await engine.explainTiles({ file, from, count })), model };
}

/** Where every head looks in a whole image file; remembers nothing. @throws CheckError */
export async function explainLayers(
  file: ArrayBuffer,
  { engine, model }: Pick<Judge, 'engine' | 'model'>,
): Promise<LayersAnswer> {
  return { attention: await engine.explainLayers(file), model };
}
