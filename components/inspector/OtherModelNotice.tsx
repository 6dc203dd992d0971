import { translate } from '../../lib/language/translate';
import type { ModelCard } from '../../lib/verdict/model';

interface OtherModelNoticeProps {
  judged: ModelCard;
  explained: ModelCard;
}

/** Says that what is shown is of another model than the score, where it is. */
export function OtherModelNotice({ judged, explained }: OtherModelNoticeProps) {
  if (judged.id === explained.id && judged.revision === explained.revision) return null;
  return <p role="status">{translate('inspector_otherModel', explained.name, judged.name)}</p>;
}
