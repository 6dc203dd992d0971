import { useLayoutEffect, useRef } from 'preact/hooks';
import { translate } from '../../lib/language/translate';
import type { Sensitivity } from '../../lib/verdict/model';
import { Button } from '../Button';
import type { ListedPicture } from '../../lib/verdict/listed-picture';
import type { FindJudgement } from '../picture';
import { PictureDetail } from '../PictureDetail';
import { useFound } from '../use-found';
import { LinkButton } from './LinkButton';
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
  const judgement = useFound(findJudgement, contentHash);
  useLayoutEffect(() => back.current?.focus(), []);
  return (
    <main class="picture-view">
      <LinkButton buttonRef={back} onClick={onBack}>
        <svg
          class="picture-view__arrow"
          viewBox="0 0 16 16"
          width="16"
          height="16"
          aria-hidden="true"
        >
          <path d="M10 3 5 8l5 5" fill="none" stroke="currentColor" stroke-width="2" />
        </svg>
        {translate('popup_back')}
      </LinkButton>
      <PictureDetail label={label} state={state} judgement={judgement} sensitivity={sensitivity}>
        {contentHash !== undefined && (
          <Button onClick={() => onInspect(contentHash)}>{translate('inspector_open')}</Button>
        )}
      </PictureDetail>
    </main>
  );
}
