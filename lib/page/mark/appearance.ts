import type { BadgeCorner, BadgeFilter, BadgeSize } from '../../settings/settings';
import { translate } from '../../language/translate';
import type { Sensitivity } from '../../verdict/model';
import type { Mark } from '../../verdict/glyphs';
import { rate } from '../../verdict/rate';
import type { CheckState, Picture } from '../ask/pictures';

/** How a person wants badges. */
export interface Preferences {
  sensitivity: Sensitivity;
  filter: BadgeFilter;
  /** The corner of a picture that a badge takes where it is free. */
  corner: BadgeCorner;
  size: BadgeSize;
  /** Whether pictures that could be checked have a badge that offers it; else only the keyboard finds one there. */
  showsOffers: boolean;
}

/** What a picture's badge says, or undefined where it shall have none. */
export function findAppearance(
  { state, wasAsked }: Pick<Picture, 'state' | 'wasAsked'>,
  { sensitivity, filter }: Preferences,
): Mark | undefined {
  const appearance = appearanceOf(state, sensitivity);
  if (filter === 'all' || wasAsked || appearance === 'offered') return appearance;
  return appearance === 'fake' || appearance === 'unsure' ? appearance : undefined;
}

export function nameOf(appearance: Mark): string {
  return translate(`verdict_${appearance}`);
}

function appearanceOf(state: CheckState, sensitivity: Sensitivity): Mark | undefined {
  if (state.status === 'waiting') return undefined;
  if (state.status !== 'judged') return state.status;
  return rate(state.judgement, sensitivity);
}
