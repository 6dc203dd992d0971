import type { Delivery } from '../../../lib/verdict/delivery.ts';
import type { Slice, Summary } from '../summary.ts';
import { html, type Markup } from './markup.ts';
import { drawIntervals } from './plots/interval.ts';
import { deliveryNames, figure, range, readableSource } from './words.ts';

/** The same pictures as they were delivered. */
export function writeDeliveries({ deliveries }: Summary): Markup {
  return html`<section>
    <h2>By delivery</h2>
    <table class="cards">
      <thead>
        <tr>
          <th>delivered</th>
          <th>n</th>
          <th>balanced accuracy</th>
          <th>AUC</th>
          <th>reals called fake</th>
          <th>fakes found</th>
        </tr>
      </thead>
      <tbody>
        ${deliveries.map(writeDelivery)}
      </tbody>
    </table>
  </section>`;
}

function writeDelivery({ name, n, model, baseline }: Slice): Markup {
  const { falsePositiveRate, recall, balancedAccuracy } = model.decision;
  return html`<tr>
    <th scope="row">${deliveryNames[name as Delivery]}</th>
    <td data-label="n">${n}</td>
    <td data-label="balanced accuracy">
      ${writeCompared(balancedAccuracy, baseline?.balancedAccuracy ?? null)}
    </td>
    <td data-label="AUC">${writeCompared(model.auc, baseline?.auc ?? null)}</td>
    <td data-label="reals called fake">
      <b>${figure(falsePositiveRate?.value)}</b> ${range(falsePositiveRate)}
    </td>
    <td data-label="fakes found"><b>${figure(recall?.value)}</b> ${range(recall)}</td>
  </tr>`;
}

/** Sources or techniques. One of a single class is ranked among all pictures of the other class. */
export function writeSlices(title: string, slices: readonly Slice[]): Markup | null {
  if (slices.length === 0) return null;
  return html`<section>
    <h2>${title}</h2>
    <table class="cards">
      <thead>
        <tr>
          <th>pictures</th>
          <th>n</th>
          <th>mean score</th>
          <th>called</th>
          <th>AUC</th>
        </tr>
      </thead>
      <tbody>
        ${slices.map(writeSlice)}
      </tbody>
    </table>
    <p class="key muted">
      <span><span class="swatch fake"></span> called fake</span>
      <span><span class="swatch unsure"></span> unsure</span>
      <span><span class="swatch real"></span> called real, at the alert threshold</span>
    </p>
    ${
      slices.some(({ pooled }) => pooled > 0) &&
      html`<p class="muted">
        Pictures of one class alone are ranked among all pictures of the other class for their AUC
        (*).
      </p>`
    }
  </section>`;
}

function writeSlice({ name, n, real, fake, pooled, meanScore, shares, model, baseline }: Slice) {
  return html`<tr>
    <th scope="row">${readableSource(name)} ${writeLabels(real, fake)}</th>
    <td data-label="n">${n}</td>
    <td data-label="mean score">${figure(meanScore)}</td>
    <td data-label="called">${writeShares(shares.alert)}</td>
    <td data-label="AUC">
      ${writeCompared(model.auc, baseline?.auc ?? null, pooled > 0 ? '*' : '')}
    </td>
  </tr>`;
}

function writeLabels(real: number, fake: number): Markup {
  return html`${real > 0 && html`<span class="label real">real</span>`}
  ${fake > 0 && html`<span class="label fake">fake</span>`}`;
}

function writeShares({ fake, unsure, real }: Slice['shares']['alert']): Markup {
  const inPercent = (share: number) => `${Math.round(share * 100)} %`;
  const compact = `${[fake, unsure, real].map((share) => Math.round(share * 100)).join(' / ')} %`;
  const words = `fake ${inPercent(fake)}, unsure ${inPercent(unsure)}, real ${inPercent(real)}`;
  return html`<span class="shares" role="img" aria-label="${words}" title="${words}">
      <i class="fake" style="flex-grow:${fake}"></i
      ><i class="unsure" style="flex-grow:${unsure}"></i
      ><i class="real" style="flex-grow:${real}"></i> </span
    ><small>${compact}</small>`;
}

function writeCompared(
  model: Slice['model']['auc'],
  baseline: Slice['model']['auc'],
  mark = '',
): Markup {
  return html`<span class="compared">
    ${drawIntervals({ model, baseline, chance: 0.5 })}
    <span><b>${figure(model?.value)}</b>${mark} ${range(model)}</span>
    <span class="muted">${figure(baseline?.value)} <small>by file facts</small></span>
  </span>`;
}
