import type { ComponentChildren } from 'preact';
import { translate } from '../lib/language/translate';
import { failureKey } from '../lib/verdict/describe';
import type { Judgement } from '../lib/verdict/judgement';
import type { Sensitivity } from '../lib/verdict/model';
import { MarkLabel } from './MarkLabel';
import { formatScore } from '../lib/language/format';
import type { PictureState } from '../lib/verdict/listed-picture';
import { markOf } from './picture';
import { PictureFigure } from './PictureFigure';
import { ScoredFacts } from './ScoredFacts';
import { ScoreScale } from './ScoreScale';
import { VerdictMeaning } from './VerdictMeaning';
import './PictureDetail.css';

interface PictureDetailProps {
  label: string;
  state: PictureState;
  /** The stored judgement; without it (forgotten, or still looked up) the score is told without the picture. */
  judgement: Judgement | undefined;
  sensitivity: Sensitivity;
  /** Why it failed, where more is known than what its code says. */
  reason?: string;
  /** What a person can do about a failure. */
  children?: ComponentChildren;
}

/** All that is known of one picture: its score, what that is worth, where the model looked and what was scored. */
export function PictureDetail(props: PictureDetailProps) {
  const { label, state, judgement, sensitivity, reason, children } = props;
  const name = label || translate('picture_unnamed');
  return (
    <article class="picture-detail">
      <header class="picture-detail__head">
        <h2 class="picture-detail__label">{name}</h2>
        <p class="picture-detail__verdict">
          <MarkLabel mark={markOf(state, sensitivity)} large />
          {state.status === 'judged' && (
            <span class="picture-detail__score">
              {translate('picture_score')} <strong>{formatScore(state.score, 3)}</strong>
            </span>
          )}
        </p>
      </header>
      {judgement && <PictureFigure label={name} judgement={judgement} />}
      <div class="picture-detail__reading">
        {state.status === 'judged' && <Reading of={state} sensitivity={sensitivity} />}
        {state.status === 'failed' && <p>{reason ?? translate(failureKey(state.code))}</p>}
        {state.status === 'judged' && <ScoredFacts picture={state.picture} model={state.model} />}
        {children}
      </div>
    </article>
  );
}

interface ReadingProps {
  of: Extract<PictureState, { status: 'judged' }>;
  sensitivity: Sensitivity;
}

function Reading({ of, sensitivity }: ReadingProps) {
  return (
    <>
      <ScoreScale score={of.score} zones={of.model.zones} sensitivity={sensitivity} />
      <VerdictMeaning of={of} sensitivity={sensitivity} />
    </>
  );
}
