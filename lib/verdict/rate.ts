import type { ScoredPicture } from './judgement';
import type { ModelCard, Sensitivity, Zones } from './model';
import type { Score } from './score';

/** What a score says by itself. */
export type Zone = 'real' | 'fake' | 'unsure';

/** What we say of a picture that has a score. */
export type Verdict = Zone | 'tooSmall';

/** A scored picture and the model that scored it. Every `Judgement` is one. */
export interface Scored {
  score: Score;
  picture: Pick<ScoredPicture, 'width' | 'height'>;
  model: Pick<ModelCard, 'zones' | 'smallest'>;
}

/** The zone of a score, unless the picture is smaller than what the model was found to judge. */
export function rate({ score, picture, model }: Scored, sensitivity: Sensitivity): Verdict {
  const { zones, smallest } = model;
  const isTooSmall = smallest !== null && shortSideOf(picture) < smallest.shortSide;
  return isTooSmall ? 'tooSmall' : zoneOf(score, zones, sensitivity);
}

/** Fake from the sensitivity's threshold up, real below the model's, unsure between. Without a threshold, nothing is. */
export function zoneOf(score: Score, { real, fake }: Zones, sensitivity: Sensitivity): Zone {
  const { atLeast } = fake[sensitivity];
  if (atLeast !== null && score >= atLeast) return 'fake';
  return real.below !== null && score < real.below ? 'real' : 'unsure';
}

/** In pixels. */
export function shortSideOf({ width, height }: Pick<ScoredPicture, 'width' | 'height'>): number {
  return Math.min(width, height);
}
