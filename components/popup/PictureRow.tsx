import { translate } from '../../lib/language/translate';
import { failureKey } from '../../lib/verdict/describe';
import type { Sensitivity } from '../../lib/verdict/model';
import { MarkLabel } from '../MarkLabel';
import { formatScore } from '../../lib/language/format';
import type { ListedPicture } from '../../lib/verdict/listed-picture';
import { markOf } from '../picture';
import type { FindThumbnail } from '../thumbnail';
import { Thumbnail } from '../Thumbnail';
import './PictureRow.css';

interface PictureRowProps {
  picture: ListedPicture;
  sensitivity: Sensitivity;
  findThumbnail: FindThumbnail;
  onChoose: (pictureId: string) => void;
}

export function PictureRow({ picture, sensitivity, findThumbnail, onChoose }: PictureRowProps) {
  const { pictureId, label, state } = picture;
  const contentHash = state.status === 'judged' ? state.contentHash : undefined;
  const mark = markOf(state, sensitivity);
  return (
    <button
      type="button"
      class="picture-row"
      data-picture-id={pictureId}
      onClick={() => onChoose(pictureId)}
    >
      <Thumbnail contentHash={contentHash} mark={mark} findThumbnail={findThumbnail} />
      <span class="picture-row__line">
        <MarkLabel mark={mark} />
        {state.status === 'judged' && mark !== 'tooSmall' && (
          <span class="picture-row__score">
            <span class="visually-hidden">{translate('picture_score')} </span>
            {formatScore(state.score, 2)}
          </span>
        )}
      </span>
      <span class="picture-row__label">{label || translate('picture_unnamed')}</span>
      {state.status === 'failed' && (
        <span class="picture-row__reason">{translate(failureKey(state.code))}</span>
      )}
    </button>
  );
}
