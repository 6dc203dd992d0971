import type { Mark } from '../lib/verdict/glyphs';
import type { Judgement } from '../lib/verdict/judgement';
import type { ListedPicture, PictureState } from '../lib/verdict/listed-picture';
import type { Sensitivity } from '../lib/verdict/model';
import { rate } from '../lib/verdict/rate';
import type { Find } from './remember-found';

/** Finds a stored judgement by its content hash. */
export type FindJudgement = Find<Judgement>;

/** What is said of a picture under a sensitivity. */
export function markOf(state: PictureState, sensitivity: Sensitivity): Mark {
  return state.status === 'judged' ? rate(state, sensitivity) : state.status;
}

const marksByAttention = ['fake', 'unsure', 'real', 'tooSmall', 'failed', 'checking'] as const;

/** Those that need attention first, otherwise in the given order. */
export function sortByAttention(
  pictures: ListedPicture[],
  sensitivity: Sensitivity,
): ListedPicture[] {
  const byMark = Map.groupBy(pictures, ({ state }) => markOf(state, sensitivity));
  return marksByAttention.flatMap((mark) => byMark.get(mark) ?? []);
}

/** How many pictures carry each mark, those that need attention first, without the marks that none carries. */
export function countMarks(
  pictures: ListedPicture[],
  sensitivity: Sensitivity,
): { mark: Mark; count: number }[] {
  const marks = pictures.map(({ state }) => markOf(state, sensitivity));
  return marksByAttention
    .map((mark) => ({ mark, count: marks.filter((other) => other === mark).length }))
    .filter(({ count }) => count > 0);
}
