import type { ReliabilityBin } from '../../metrics.ts';
import { html, type Markup } from '../markup.ts';
import { round, unitSquare, xOf, yOf } from './frame.ts';

const largestRadius = 15;
const smallestRadius = 2.5;

/** How many of the pictures with about one score are fake. On the diagonal a score is what it says; dots grow with n. */
export function drawReliability(bins: readonly ReliabilityBin[]): Markup {
  const most = Math.max(...bins.map(({ n }) => n));
  const frame = {
    title: 'Reliability: the fraction of fakes over the score',
    xLabel: 'score, mean of the bin',
    yLabel: 'of these, fake',
  };
  return unitSquare(
    frame,
    html`<line class="chance" x1="${xOf(0)}" y1="${yOf(0)}" x2="${xOf(1)}" y2="${yOf(1)}" />
      ${bins.map((bin) => drawBin(bin, most))}`,
  );
}

function drawBin({ n, meanScore, fakeShare, from, to }: ReliabilityBin, most: number) {
  if (meanScore === undefined || fakeShare === undefined) return null;
  const radius = round(Math.max(smallestRadius, largestRadius * Math.sqrt(n / most)));
  return html`<line
      class="gap"
      x1="${xOf(meanScore)}"
      x2="${xOf(meanScore)}"
      y1="${yOf(meanScore)}"
      y2="${yOf(fakeShare)}"
    />
    <circle class="bubble" cx="${xOf(meanScore)}" cy="${yOf(fakeShare)}" r="${radius}">
      <title>score ${from} to ${to}: ${n} pictures, ${Math.round(fakeShare * 100)} % fake</title>
    </circle>`;
}
