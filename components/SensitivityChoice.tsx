import { translate } from '../lib/language/translate';
import type { FakeZone, ModelCard, Sensitivity } from '../lib/verdict/model';
import { ChoiceGroup } from './ChoiceGroup';
import { formatCount, formatPercent, formatThreshold } from '../lib/language/format';
import './SensitivityChoice.css';

interface SensitivityChoiceProps {
  sensitivity: Sensitivity;
  /** The model whose figures tell what each choice costs. */
  model: ModelCard | undefined;
  onChoose: (sensitivity: Sensitivity) => void;
}

/** How suspicious Candid is, and what either choice costs with the model in use. */
export function SensitivityChoice({ sensitivity, model, onChoose }: SensitivityChoiceProps) {
  const zones = model?.zones.fake;
  const choices = (['cautious', 'alert'] as const).map((value) => ({
    value,
    label: translate(`popup_sensitivity_${value}`),
    description: zones && costText(zones[value]),
  }));
  return (
    <div class="sensitivity-choice">
      <ChoiceGroup
        legend={translate('popup_sensitivity')}
        choices={choices}
        chosen={sensitivity}
        onChoose={onChoose}
      />
      {zones && <Source of={zones[sensitivity]} />}
    </div>
  );
}

function Source({ of: { atLeast, measured } }: { of: FakeZone }) {
  if (atLeast === null) return null;
  if (!measured) {
    return <p class="sensitivity-choice__source">{translate('popup_sensitivity_unmeasured')}</p>;
  }
  return (
    <p class="sensitivity-choice__source" title={measured.source}>
      {translate('popup_sensitivity_measured', formatCount(measured.n))}
    </p>
  );
}

function costText({ atLeast, bound, measured }: FakeZone): string {
  if (atLeast === null) return describeEmpty(bound?.falsePositiveRate);
  if (!measured) return translate('popup_sensitivity_from', formatThreshold(atLeast));
  const { falsePositiveRate, recall } = measured;
  return translate(
    'popup_sensitivity_cost',
    formatPercent(falsePositiveRate),
    formatPercent(recall),
  );
}

function describeEmpty(bound: number | undefined): string {
  if (bound === undefined) return translate('measured_sensitivity_none');
  return translate('measured_sensitivity_empty', formatPercent(bound));
}
