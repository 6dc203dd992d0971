import { useLayoutEffect, useRef } from 'preact/hooks';
import { translate } from '../../lib/language/translate';
import type { Sensitivity } from '../../lib/verdict/model';
import { Button } from '../Button';
import type { FindJudgement, ListedPicture } from '../picture';
import { PictureDetail } from '../PictureDetail';
import { useJudgement } from '../use-judgement';
import './PictureView.css';

interface PictureViewProps {
  picture: ListedPicture;
  sensitivity: Sensitivity;
  findJudgement: FindJudgement;
  onInspect: (contentHash: string) => void;
  onBack: () => void;
}

/** One picture of the list, large. Takes the focus; the back button and Escape leave it. */
export function PictureView(props: PictureViewProps) {
  const { picture, sensitivity, findJudgement, onInspect, onBack } = props;
  const { label, state } = picture;
  const back = useRef<HTMLButtonElement>(null);
  const contentHash = state.status === 'judged' ? state.contentHash : undefined;
  const judgement = useJudgement(findJudgement, contentHash);
  useLayoutEffect(() => back.current?.focus(), []);
  return (
    <main class="picture-view">
      <button ref={back} type="button" class="picture-view__back" onClick={onBack}>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d="M10 3 5 8l5 5" fill="none" stroke="currentColor" stroke-width="2" />
        </svg>
        {translate('popup_back')}
      </button>
      <PictureDetail label={label} state={state} judgement={judgement} sensitivity={sensitivity}>
        {contentHash !== undefined && (
          <Button onClick={() => onInspect(contentHash)}>{translate('inspector_open')}</Button>
        )}
      </PictureDetail>
    </main>
  );
}
