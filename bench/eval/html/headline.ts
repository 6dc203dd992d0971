import type { Estimate } from '../bootstrap.ts';
import { describeDecision } from '../report.ts';
import type { Summary } from '../summary.ts';
import { html, type Markup } from './markup.ts';
import { drawIntervals } from './plots/interval.ts';
import { deliveryNames, figure, inHundred, range } from './words.ts';

/** What one has to know, first in a sentence, then as four figures with what file facts alone come to. */
export function writeHeadline({ overall, headline, thresholds }: Summary): Markup {
  const { model, baseline } = overall;
  const { falsePositiveRate, recall, balancedAccuracy } = model.decision;
  return html`<section>
    <p class="sentence">${describe(falsePositiveRate, recall)}</p>
    <p class="muted">
      ${overall.real} real and ${overall.fake} fake pictures. Delivered: ${deliveryNames[headline]}.
      ${describeDecision(thresholds)}.
    </p>
    <div class="tiles">
      ${writeTile({
        name: 'Balanced accuracy',
        model: balancedAccuracy,
        baseline: baseline?.balancedAccuracy ?? null,
        note: `at a score of 0.5: ${figure(model.balancedAccuracyAtHalf?.value)}`,
      })}
      ${writeTile({
        name: 'AUC',
        model: model.auc,
        baseline: baseline?.auc ?? null,
        note: 'a fake scores higher than a real; guessing is 0.5',
      })}
      ${writeTile({
        name: 'Average precision',
        model: model.averagePrecision,
        baseline: baseline?.averagePrecision ?? null,
        chance: overall.fake / overall.n,
        note: `guessing is ${figure(overall.fake / overall.n)} here`,
      })}
      ${writeTile({
        name: 'Fakes found',
        model: recall,
        baseline: baseline?.recallAtSameFalsePositives.decision ?? null,
        chance: falsePositiveRate?.value ?? 0,
        note: `where ${figure(falsePositiveRate?.value)} of reals are called fake, by all three`,
      })}
    </div>
    <p class="key muted">
      <span><span class="swatch model"></span> the model</span>
      <span><span class="swatch baseline"></span> file facts alone, which see no picture</span>
      <span><span class="swatch chance"></span> guessing</span>
    </p>
  </section>`;
}

function describe(falsePositiveRate: Estimate | null, recall: Estimate | null): Markup {
  return html`${
    falsePositiveRate &&
    html`Of 100 real pictures, <b class="fake">${inHundred(falsePositiveRate.value)}</b> are called
      fake. `
  }${recall && html`Of 100 fakes, <b>${inHundred(recall.value)}</b> are found.`}`;
}

interface Tile {
  name: string;
  model: Estimate | null;
  baseline: Estimate | null;
  chance?: number;
  note: string;
}

function writeTile({ name, model, baseline, chance = 0.5, note }: Tile): Markup {
  return html`<div class="tile">
    <h3>${name}</h3>
    <p class="figure">${figure(model?.value)} ${range(model)}</p>
    ${drawIntervals({ model, baseline, chance })}
    <p class="muted">file facts alone: ${figure(baseline?.value)} ${range(baseline)}</p>
    <p class="muted">${note}</p>
  </div>`;
}
