import { describeKind, describeThumbnail, describeVerdict } from '../../language/describe-verdict';
import { describeFetched, describeLarger, describeSize } from '../../language/describe-source';
import { formatScore } from '../../language/format';
import { translate } from '../../language/translate';
import { failureKey, standingKey } from '../../verdict/describe';
import type { FailureCode } from '../../verdict/failure';
import type { PageJudgement } from '../../verdict/judgement';
import type { Sensitivity } from '../../verdict/model';
import type { Mark } from '../../verdict/glyphs';
import { nameOf } from './appearance';
import { describeScored } from './card-text';
import type { Size } from '../geometry/heat-placement';
import { Icon } from './icon';
import type { CheckState } from '../ask/pictures';

interface CardProps {
  appearance: Mark;
  state: CheckState;
  sensitivity: Sensitivity;
  /** The size at which the page shows the picture, in CSS pixels. */
  shownAt: Size;
}

/** What is known of one picture: the verdict, how far to trust it, and what it was made from. */
export function Card({ appearance, state, sensitivity, shownAt }: CardProps) {
  return (
    <>
      <div class={`card-head ${appearance}`}>
        <Icon of={appearance} isLarge />
        <span class="card-verdict">{nameOf(appearance)}</span>
        {state.status === 'judged' && (
          <span class="card-score" aria-label={translate('card_score')}>
            {formatScore(state.judgement.score, 3)}
          </span>
        )}
      </div>
      {state.status === 'judged' && (
        <Judged {...{ appearance, sensitivity, shownAt }} of={state.judgement} />
      )}
      {state.status === 'failed' && <Failed code={state.code} />}
      {state.status === 'checking' && <p class="card-text">{translate('card_checking')}</p>}
    </>
  );
}

function Failed({ code }: { code: FailureCode }) {
  return <p class="card-text">{translate(failureKey(code))}</p>;
}

interface JudgedProps {
  appearance: Mark;
  of: PageJudgement;
  sensitivity: Sensitivity;
  shownAt: Size;
}

function Judged({ appearance, of, sensitivity, shownAt }: JudgedProps) {
  const { model, picture } = of;
  const thumbnail = describeThumbnail(picture);
  const larger = describeLarger(picture);
  const fetched = describeFetched(picture);
  return (
    <>
      <Scale {...{ appearance, of, sensitivity }} />
      <p class="card-text">{describeVerdict(of, sensitivity).text}</p>
      {larger && <p class="card-text">{larger}</p>}
      {thumbnail && <p class="card-text">{thumbnail}</p>}
      <p class="card-standing">{translate(standingKey(model))}</p>
      <dl class="facts">
        <dt>{translate('card_scored')}</dt>
        <dd>{describeScored(picture)}</dd>
        <dt>{translate('measured_kind')}</dt>
        <dd>{describeKind(picture)}</dd>
        <dt>{translate('card_shown')}</dt>
        <dd>{describeSize(shownAt)}</dd>
        {fetched && (
          <>
            <dt>{translate('source_fetched')}</dt>
            <dd>{fetched}</dd>
          </>
        )}
        <dt>{translate('card_model')}</dt>
        <dd>
          {model.name}, {model.revision.slice(0, 10)}
        </dd>
      </dl>
      {of.heatmap ? <HeatLegend /> : <p class="card-text">{translate('card_noHeat')}</p>}
      <p class="card-inspect">
        {translate('card_inspect')} <span class="card-key">{translate('card_inspect_key')}</span>
      </p>
    </>
  );
}

function HeatLegend() {
  return (
    <div class="legend">
      <span class="legend-swatch" />
      <span>{translate('card_heat')}</span>
    </div>
  );
}

/** The model's three zones from 0 to 1, and where this picture lies among them. Of one that is too small, none is its zone. */
function Scale({ appearance, of, sensitivity }: Omit<JudgedProps, 'shownAt'>) {
  const { score, model } = of;
  const real = model.zones.real.below ?? 0;
  const fake = model.zones.fake[sensitivity].atLeast ?? 1;
  const zones = [
    { name: 'real', from: 0, to: real },
    { name: 'unsure', from: real, to: fake },
    { name: 'fake', from: fake, to: 1 },
  ];
  return (
    <div aria-hidden="true">
      <div class="scale">
        {zones.map(({ name, from, to }) => (
          <span
            key={name}
            class={`scale-zone ${name} ${name === appearance ? 'here' : ''}`}
            style={{ flex: `${to - from} 0 0` }}
          />
        ))}
        <span class={`scale-point ${appearance}`} style={{ insetInlineStart: `${score * 100}%` }} />
      </div>
      <div class="scale-ends">
        <span>{translate('card_endReal')}</span>
        <span>{translate('card_endFake')}</span>
      </div>
    </div>
  );
}
