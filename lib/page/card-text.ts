import { formatBytes, formatCount } from '../language/format';
import { translate } from '../language/translate';
import type { ScoredPicture } from '../verdict/judgement';
import type { Size } from './heat-placement';

/** The file that was scored: its pixels, format, weight and where it came from. */
export function describeScored({
  width,
  height,
  format,
  sizeInBytes,
  origin,
}: ScoredPicture): string {
  const facts = [formatSize({ width, height }), format.toUpperCase(), formatBytes(sizeInBytes)];
  return `${facts.join(' · ')} · ${translate(`picture_origin_${origin}`)}`;
}

export function formatSize({ width, height }: Size): string {
  return translate(
    'picture_pixels',
    formatCount(Math.round(width)),
    formatCount(Math.round(height)),
  );
}
