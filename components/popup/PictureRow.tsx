import { useRef } from 'preact/hooks';
import { translate } from '../../lib/language/translate';
import { failureKey } from '../../lib/verdict/describe';
import type { Mark } from '../../lib/verdict/glyphs';
import type { Sensitivity } from '../../lib/verdict/model';
import { MarkGlyph } from '../MarkGlyph';
import { MarkLabel } from '../MarkLabel';
import { formatScore } from '../../lib/language/format';
import { type FindJudgement, type ListedPicture, markOf } from '../picture';
import { useJudgement } from '../use-judgement';
import { useObjectUrl } from '../use-object-url';
import { useSeen } from '../use-seen';
import './PictureRow.css';

interface PictureRowProps {
  picture: ListedPicture;
  sensitivity: Sensitivity;
  findJudgement: FindJudgement;
  onChoose: (pictureId: string) => void;
}

export function PictureRow({ picture, sensitivity, findJudgement, onChoose }: PictureRowProps) {
  const { pictureId, label, state } = picture;
  const ref = useRef<HTMLButtonElement>(null);
  const seen = useSeen(ref);
  const contentHash = seen && state.status === 'judged' ? state.contentHash : undefined;
  const thumbnail = useObjectUrl(useJudgement(findJudgement, contentHash)?.preview);
  const mark = markOf(state, sensitivity);
  return (
    <button
      ref={ref}
      type="button"
      class="picture-row"
      data-picture-id={pictureId}
      onClick={() => onChoose(pictureId)}
    >
      <Thumbnail url={thumbnail} mark={mark} />
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

function Thumbnail({ url, mark }: { url: string | undefined; mark: Mark }) {
  return (
    <span class="picture-row__thumbnail">
      {url ? <img src={url} alt="" decoding="async" /> : <MarkGlyph mark={mark} />}
    </span>
  );
}
