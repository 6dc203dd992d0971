import { quoteExplanation, worthOf, type MeasuredExplanation } from '../verdict/explanation';
import { describeSample } from './describe-sample';
import { formatPercent, formatScore } from './format';
import { translate } from './translate';

/** What a person is told of an attention map's worth. */
export interface ExplanationText {
  /** What it comes to. */
  worth: string;
  /** How far the score moved; null where nobody measured that. */
  figures: string | null;
  source: string | null;
}

/** Says whether a model's attention map was found to point at what its score hangs on, whatever was found. */
export function describeExplanation(measured: MeasuredExplanation | undefined): ExplanationText {
  const quoted = measured && quoteExplanation(measured);
  if (!quoted) return { worth: translate('inspector_worth_none'), figures: null, source: null };
  const { share, highest, random, lowest, moreThanRandom } = quoted;
  const moved = [formatPercent(share), ...[highest, random, lowest].map(inThreeDecimals)];
  const interval = [moreThanRandom.low, moreThanRandom.high].map(inThreeDecimals);
  const figures = [
    translate('inspector_worth_figures', ...moved),
    translate('inspector_worth_interval', inThreeDecimals(moreThanRandom.value), ...interval),
    describeSample(measured),
  ];
  return {
    worth: translate(`inspector_worth_${worthOf(quoted)}`),
    figures: figures.join(' '),
    source: translate('measured_source', measured.source),
  };
}

function inThreeDecimals(score: number): string {
  return formatScore(score, 3);
}
