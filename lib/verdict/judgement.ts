import type { ModelCard } from './model';
import type { Score } from './score';

/** A rectangle as fractions (0 to 1) of the whole picture, in the orientation in which a page shows it. */
export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Attention rollout of the CLS token (Abnar & Zuidema 2020), row by row, in the orientation in which a page shows it. */
export interface Heatmap {
  columns: number;
  rows: number;
  values: Float32Array;
}

/** Where the bytes came from: the picture's server, a data: or blob: URL, or pixels that the page had already drawn. */
export type Origin = 'url' | 'data' | 'blob' | 'pixels';

/** What was scored. `width` and `height` in pixels as stored in the file; `region` is the part the model saw. */
export interface ScoredPicture {
  origin: Origin;
  width: number;
  height: number;
  format: string;
  sizeInBytes: number;
  region: Region;
}

/** One picture judged by one model. `contentHash` is the hex sha256 of its bytes; `judgedAt` is epoch milliseconds. */
export interface Judgement {
  contentHash: string;
  model: ModelCard;
  score: Score;
  /** Null where the model does not tell where it looked. */
  heatmap: Heatmap | null;
  picture: ScoredPicture;
  /** A small copy to show in our own pages, at most 640 px on its long side, in the orientation in which a page shows it. */
  preview: Blob;
  judgedAt: number;
}
