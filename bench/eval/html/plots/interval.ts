import type { Estimate } from '../../bootstrap.ts';
import { html, type Markup } from '../markup.ts';
import { round } from './frame.ts';

interface Comparison {
  model: Estimate | null;
  baseline: Estimate | null;
  /** What guessing comes to, from 0 to 1; absent where there is no such thing. */
  chance?: number;
}

const width = 240;
const inset = 7;

/** A figure with its interval on a line from 0 to 1, and below it, hollow, what file facts alone come to. */
export function drawIntervals({ model, baseline, chance }: Comparison): Markup {
  return html`<svg class="intervals" viewBox="0 0 ${width} 30" aria-hidden="true">
    <line class="track" x1="${inset}" x2="${width - inset}" y1="9" y2="9" />
    <line class="track" x1="${inset}" x2="${width - inset}" y1="23" y2="23" />
    ${
      chance !== undefined &&
      html`<line class="chance" x1="${placeOf(chance)}" x2="${placeOf(chance)}" y1="1" y2="30" />`
    }
    ${model && drawInterval(model, { y: 9, className: 'model' })}
    ${baseline && drawInterval(baseline, { y: 23, className: 'baseline' })}
  </svg>`;
}

function drawInterval(
  { value, low, high }: Estimate,
  { y, className }: { y: number; className: string },
) {
  return html`<line
      class="span ${className}"
      x1="${placeOf(low)}"
      x2="${placeOf(high)}"
      y1="${y}"
      y2="${y}"
    />
    <circle class="point ${className}" cx="${placeOf(value)}" cy="${y}" r="5" />`;
}

function placeOf(value: number): number {
  return round(inset + value * (width - 2 * inset));
}
