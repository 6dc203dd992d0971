import type { Sensitivity, Zones } from './model';
import type { Score } from './score';

/** What we say of a picture that could be judged. */
export type Verdict = 'real' | 'fake' | 'unsure';

/** The zone in which a score lies: fake from the sensitivity's threshold up, real below the model's, unsure between. */
export function rate(score: Score, zones: Zones, sensitivity: Sensitivity): Verdict {
  if (score >= zones.fake[sensitivity].atLeast) return 'fake';
  return score < zones.real.below ? 'real' : 'unsure';
}
