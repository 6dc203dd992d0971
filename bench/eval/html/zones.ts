import type { Estimate } from '../bootstrap.ts';
import type { Summary } from '../summary.ts';
import { html, type Markup } from './markup.ts';
import { figure, range } from './words.ts';

/** What each zone costs and brings, and what file facts alone would bring at that cost. */
export function writeZones({ thresholds, overall: { model, baseline } }: Summary): Markup {
  const { fakeAtLeast, realBelow } = thresholds;
  const fakeZone = (sensitivity: 'cautious' | 'alert') => ({
    name: `fake, ${sensitivity}`,
    className: 'fake',
    scores: describeScores(fakeAtLeast[sensitivity], (score) => `${score} and more`),
    cost: model.fakeZones[sensitivity].falsePositiveRate,
    costName: 'of reals called fake',
    gain: model.fakeZones[sensitivity].recall,
    gainName: 'of fakes found',
    same: baseline?.recallAtSameFalsePositives[sensitivity] ?? null,
  });
  const realZone = {
    name: 'real',
    className: 'real',
    scores: describeScores(realBelow, (score) => `less than ${score}`),
    cost: model.realZone.missRate,
    costName: 'of fakes called real',
    gain: model.realZone.recognised,
    gainName: 'of reals called real',
    same: baseline?.recognisedAtSameMisses ?? null,
  };
  return html`<section>
    <h2>Zones</h2>
    <table class="cards">
      <thead>
        <tr>
          <th>zone</th>
          <th>scores</th>
          <th>wrongly in it</th>
          <th>rightly in it</th>
          <th>file facts at that cost</th>
        </tr>
      </thead>
      <tbody>
        ${[fakeZone('cautious'), fakeZone('alert'), realZone].map(writeZone)}
      </tbody>
    </table>
    <p class="muted">
      Among all that is called real, ${figure(model.realZone.fakesAmong?.value)}
      ${range(model.realZone.fakesAmong)} is fake here, where fakes are as common as in this folder.
    </p>
  </section>`;
}

function describeScores(threshold: number | null, describe: (score: number) => string): string {
  return threshold === null ? 'none: no threshold keeps the bound' : describe(threshold);
}

interface Zone {
  name: string;
  className: string;
  scores: string;
  cost: Estimate | null;
  costName: string;
  gain: Estimate | null;
  gainName: string;
  same: Estimate | null;
}

function writeZone(zone: Zone): Markup {
  return html`<tr>
    <th scope="row"><span class="label ${zone.className}">${zone.name}</span></th>
    <td data-label="scores">${zone.scores}</td>
    <td data-label="wrongly">${writeEstimate(zone.cost)} <small>${zone.costName}</small></td>
    <td data-label="rightly">${writeEstimate(zone.gain)} <small>${zone.gainName}</small></td>
    <td data-label="file facts">${writeEstimate(zone.same)}</td>
  </tr>`;
}

function writeEstimate(estimate: Estimate | null): Markup {
  return html`<b>${figure(estimate?.value)}</b> ${range(estimate)}`;
}
