import type { ScoredTile, TileScores } from '../verdict/closer-look';
import { scoreOfLogit } from '../verdict/score';
import type { Classifier } from './classifier';
import { decodePicture, type DecodedPicture } from './decode';
import { turnRegion } from './orientation';
import { readPictureHeader } from './picture-header';
import { planTiles } from './plan-tiles';
import { preprocessCrop } from './preprocess';
import type { TileRequest } from './protocol';
import type { ResizedCrop } from './resize';

/** A person waits for all of them. */
const mostTiles = 48;

type Judge = Pick<Classifier, 'answer' | 'preprocessing'>;

/**
 * Judges some of the squares that a picture is cut into, each as if it were a picture.
 *
 * @throws CheckError saying why the file is not a picture that can be judged.
 * @throws RungRefusedError when the device gave way.
 */
export async function scoreTiles(
  { file, from, count }: TileRequest,
  judge: Judge,
): Promise<TileScores> {
  const bytes = new Uint8Array(file);
  readPictureHeader(bytes);
  using picture = await decodePicture(bytes);
  const { scale, tiles } = planTiles(picture.rows, {
    side: judge.preprocessing.crop,
    most: mostTiles,
  });
  const scored: ScoredTile[] = [];
  for (const tile of tiles.slice(from, from + count)) {
    scored.push(await scoreTile(tile, { picture, judge }));
  }
  return { total: tiles.length, scale, tiles: scored };
}

async function scoreTile(
  tile: ResizedCrop,
  { picture, judge }: { picture: DecodedPicture; judge: Judge },
): Promise<ScoredTile> {
  const { rows, orientation } = picture;
  const { pixelValues, region } = await preprocessCrop(rows, tile, judge.preprocessing);
  const score = scoreOfLogit(await judge.answer(pixelValues));
  return { region: turnRegion(region, orientation), score };
}
