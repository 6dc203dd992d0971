import type { Thresholds } from '../../figures.ts';
import type { Plots } from '../../summary.ts';
import { html, type Markup } from '../markup.ts';
import { round } from './frame.ts';

const width = 720;
const left = 8;
const right = 8;
const middle = 130;
const tallest = 104;
const span = width - left - right;

/** How many pictures got which score: fakes upwards, reals downwards, and where the zones begin. */
export function drawHistogram({ histogram }: Plots, thresholds: Thresholds): Markup {
  const most = Math.max(1, ...histogram.fake, ...histogram.real);
  const bars = (counts: number[], direction: 'up' | 'down') =>
    counts.map((count, i) =>
      drawBar({ count, i, bins: counts.length, height: (tallest * count) / most, direction }),
    );
  return html`<svg
    class="plot wide"
    viewBox="0 0 ${width} 280"
    role="img"
    aria-label="Scores of fakes and of reals"
  >
    ${bars(histogram.fake, 'up')} ${bars(histogram.real, 'down')}
    <line class="axis-line" x1="${left}" x2="${width - right}" y1="${middle}" y2="${middle}" />
    ${drawThreshold(thresholds.realBelow, 'real below')}
    ${drawThreshold(thresholds.fakeAtLeast.alert, 'fake, alert')}
    ${drawThreshold(thresholds.fakeAtLeast.cautious, 'fake, cautious')}
    ${[0, 0.25, 0.5, 0.75, 1].map(
      (score) =>
        html`<text class="tick" x="${placeOf(score)}" y="252" text-anchor="${anchorOf(score)}"
          >${score}</text
        >`,
    )}
    <text class="axis" x="${placeOf(0.5)}" y="274" text-anchor="middle">score</text>
  </svg>`;
}

interface Bar {
  count: number;
  i: number;
  bins: number;
  height: number;
  direction: 'up' | 'down';
}

function drawBar({ count, i, bins, height, direction }: Bar): Markup {
  const isUp = direction === 'up';
  return html`<rect
    class="${isUp ? 'fake' : 'real'}"
    x="${round(placeOf(i / bins) + 1)}"
    y="${round(isUp ? middle - height : middle)}"
    width="${round(span / bins - 2)}"
    height="${round(height)}"
    rx="1.5"
  >
    <title>
      ${count} ${isUp ? 'fakes' : 'reals'} from ${round(i / bins)} to ${round((i + 1) / bins)}
    </title>
  </rect>`;
}

function drawThreshold(score: number | null, name: string): Markup | null {
  if (score === null) return null;
  const x = placeOf(score);
  return html`<line class="threshold" x1="${x}" x2="${x}" y1="12" y2="238"
    ><title>${name}: ${score}</title></line
  >`;
}

function placeOf(score: number): number {
  return round(left + score * span);
}

function anchorOf(score: number): string {
  if (score === 0) return 'start';
  return score === 1 ? 'end' : 'middle';
}
