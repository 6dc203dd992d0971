import type { FailureCode } from './failure';
import type { ScoredPicture } from './judgement';
import type { ModelCard } from './model';
import type { Score } from './score';

/** A picture of a page, as our own pages list it. */
export interface ListedPicture {
  pictureId: string;
  label: string;
  state: PictureState;
}

export type PictureState =
  | { status: 'checking' }
  | {
      status: 'judged';
      contentHash: string;
      score: Score;
      picture: ScoredPicture;
      model: ModelCard;
    }
  | { status: 'failed'; code: FailureCode };
