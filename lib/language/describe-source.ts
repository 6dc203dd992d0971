import type { ScoredPicture, Size } from '../verdict/judgement';
import { formatBytes, formatCount } from './format';
import { translate } from './translate';

/** "2,048 × 1,536 px" */
export function describeSize({ width, height }: Size): string {
  const [columns, rows] = [width, height].map((side) => formatCount(Math.round(side)));
  return translate('picture_pixels', columns ?? '', rows ?? '');
}

/** Where the file that was scored is from. */
export function describeOrigin({ origin, source }: ScoredPicture): string {
  return translate(source === 'larger' ? 'source_origin_larger' : `picture_origin_${origin}`);
}

/** Says of a picture that was scored from a larger file than the page shows that it was; undefined for others. */
export function describeLarger({ shown, ...scored }: ScoredPicture): string | undefined {
  if (!shown) return undefined;
  return translate('source_larger', describeSize(scored), describeSize(shown));
}

/** What Candid downloaded for a check; undefined where that is not known, and of a person's own files. */
export function describeFetched({ fetchedBytes, origin }: ScoredPicture): string | undefined {
  if (fetchedBytes === undefined || origin === 'file') return undefined;
  if (fetchedBytes === 0) return translate('source_fetched_none');
  return translate('source_fetched_bytes', formatBytes(fetchedBytes));
}
