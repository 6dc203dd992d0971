import type { FailureCode } from '../../lib/verdict/failure';
import type { HealthReport } from '../../lib/verdict/health';
import type { ScoreComparison } from '../../lib/verdict/published';

/** How many passes of a check count. */
export const measuredPasses = 5;

/** A check of the speed. `done` counts pictures; the first one does not count for the median. */
export type Measuring =
  | { status: 'idle' }
  | { status: 'running'; done: number }
  | { status: 'done'; medianMs: number }
  | { status: 'failed'; code: FailureCode };

/** A published picture that was found: our score beside the published one, or why there is none. */
export type ScoredRow =
  ScoreComparison | (Pick<ScoreComparison, 'name' | 'by' | 'published'> & { failure: FailureCode });

/** A person's files, as far as they were compared with the published scores. */
export type Comparing =
  | { status: 'idle' }
  | { status: 'reading' }
  | { status: 'scoring'; rows: ScoredRow[]; next: string }
  | { status: 'done'; rows: ScoredRow[]; missing: string[] };

export interface HealthState {
  /** Undefined until the host answers. */
  report: HealthReport | undefined;
  measuring: Measuring;
  comparing: Comparing;
  copying: 'idle' | 'copied' | 'failed';
}

export interface HealthActions {
  measure: () => void;
  compare: (files: Promise<File[]>) => void;
  copy: () => void;
}

/** Whether our score is what was published. */
export function isPass(row: ScoredRow): boolean {
  return 'isWithin' in row && row.isWithin;
}
