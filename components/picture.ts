import type { Mark } from '../lib/verdict/glyphs';
import type { FailureCode } from '../lib/verdict/failure';
import type { Judgement, ScoredPicture } from '../lib/verdict/judgement';
import type { ModelCard, Sensitivity } from '../lib/verdict/model';
import { rate } from '../lib/verdict/rate';
import type { Score } from '../lib/verdict/score';

/** A picture as our own pages list it. */
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

/** Finds a stored judgement. Never rejects: what cannot be had is undefined. */
export type FindJudgement = (contentHash: string) => Promise<Judgement | undefined>;

/** What is said of a picture under a sensitivity. */
export function markOf(state: PictureState, sensitivity: Sensitivity): Mark {
  return state.status === 'judged' ? rate(state, sensitivity) : state.status;
}

/** How many pictures carry each mark, those that need attention first, without the marks that none carries. */
export function countMarks(
  pictures: ListedPicture[],
  sensitivity: Sensitivity,
): { mark: Mark; count: number }[] {
  const marks = pictures.map(({ state }) => markOf(state, sensitivity));
  return (['fake', 'unsure', 'real', 'tooSmall', 'failed', 'checking'] as const)
    .map((mark) => ({ mark, count: marks.filter((other) => other === mark).length }))
    .filter(({ count }) => count > 0);
}
