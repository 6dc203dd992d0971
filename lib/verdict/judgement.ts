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

/** Where the bytes came from: the picture's server, a data: or blob: URL, pixels that the page had already drawn, or a file of the person's own. */
export type Origin = 'url' | 'data' | 'blob' | 'pixels' | 'file';

/** A width and a height in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** What was scored. `width` and `height` in pixels as stored in the file; `region` is the part the model saw. */
export interface ScoredPicture extends Partial<SourceFacts>, Size {
  origin: Origin;
  format: string;
  sizeInBytes: number;
  region: Region;
}

/**
 * How one check came by the file that was scored: it is the one that the page shows, or a larger one that was found to
 * hold the same picture. Another check of the same content may have come by it in another way.
 */
export interface SourceFacts {
  source: 'shown' | 'larger';
  /** Of the file that the page shows, as pages display it, where a larger one was scored. */
  shown: Size | null;
  /** What Candid downloaded for this check: both files where it took two, 0 where all came with the page. */
  fetchedBytes: number;
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

/** What a page is told of a judgement: it shows the picture itself. */
export type PageJudgement = Omit<Judgement, 'preview'>;
