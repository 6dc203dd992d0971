import type { Size } from './judgement';

/**
 * Which file of a picture counts: the one that the page shows, or a larger one at `url` that was found to hold the same
 * picture. `shown` is the size of the former, as pages display it.
 */
export type FileChoice =
  { source: 'shown' } | { source: 'larger'; contentHash: string; shown: Size; url: string | null };
