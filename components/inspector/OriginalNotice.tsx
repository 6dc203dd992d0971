import { translate } from '../../lib/language/translate';
import { failureKey } from '../../lib/verdict/describe';
import { FilePicker } from '../FilePicker';
import type { InspectedPicture, OriginalState } from './inspector';
import './OriginalNotice.css';

interface OriginalNoticeProps {
  picture: InspectedPicture;
  original: OriginalState;
  onFile: (file: File) => void;
}

/** Tells before a closer look what it needs, and takes the person's own copy where nobody else has the file. */
export function OriginalNotice({ picture, original, onFile }: OriginalNoticeProps) {
  if (original.status === 'here') return null;
  if (original.status === 'notAsked' || original.status === 'getting') {
    return <p class="original-notice">{describeNeed(picture)}</p>;
  }
  return (
    <div class="original-notice" role="status">
      <p>{describeAbsence(original)}</p>
      <FilePicker
        label={translate('inspector_original_choose')}
        accept="image/*"
        onFiles={([file]) => file && onFile(file)}
      />
    </div>
  );
}

function describeNeed({ pictureUrl }: InspectedPicture): string {
  if (pictureUrl === null) return translate('inspector_original_need');
  return translate('inspector_original_needFrom', new URL(pictureUrl).host);
}

function describeAbsence(original: OriginalState): string {
  if (original.status === 'otherFile') return translate('inspector_original_otherFile');
  if (original.status !== 'failed') return translate('inspector_original_unknown');
  return `${translate(failureKey(original.code))} ${translate('inspector_original_orChoose')}`;
}
