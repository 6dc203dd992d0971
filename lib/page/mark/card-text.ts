import { describeOrigin, describeSize } from '../../language/describe-source';
import { formatBytes } from '../../language/format';
import type { ScoredPicture } from '../../verdict/judgement';

/** The file that was scored: its pixels, format, weight and where it came from. */
export function describeScored(picture: ScoredPicture): string {
  const { format, sizeInBytes } = picture;
  const facts = [describeSize(picture), format.toUpperCase(), formatBytes(sizeInBytes)];
  return [...facts, describeOrigin(picture)].join(' · ');
}
