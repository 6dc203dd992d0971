import { describeOrigin, describeSize } from '../../language/describe-source';
import { formatBytes } from '../../language/format';
import type { ScoredPicture } from '../../verdict/judgement';

/** The file that was scored: its pixels, format, weight and, where the card does not tell that of a larger one, its origin. */
export function describeScored(picture: ScoredPicture): string {
  const { format, sizeInBytes, shown } = picture;
  const facts = [describeSize(picture), format.toUpperCase(), formatBytes(sizeInBytes)];
  return (shown ? facts : [...facts, describeOrigin(picture)]).join(' · ');
}
