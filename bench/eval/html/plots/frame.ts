import { html, type Child, type Markup } from '../markup.ts';

/** The drawing area of a square plot whose axes go from 0 to 1, in the units of its `viewBox`. */
export const area = { left: 44, top: 10, size: 300 };

const ticks = [0, 0.25, 0.5, 0.75, 1];

interface Frame {
  /** For those who cannot see it. */
  title: string;
  xLabel: string;
  yLabel: string;
}

/** From 0..1 to the units of the `viewBox`. */
export function xOf(value: number): number {
  return round(area.left + value * area.size);
}

/** From 0..1 to the units of the `viewBox`, upwards. */
export function yOf(value: number): number {
  return round(area.top + (1 - value) * area.size);
}

/** Two decimals are finer than a screen. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A square plot with axes from 0 to 1. */
export function unitSquare({ title, xLabel, yLabel }: Frame, content: Child): Markup {
  return html`<svg class="plot" viewBox="0 0 360 356" role="img" aria-label="${title}">
    ${ticks.map(drawGridLines)} ${content}
    <text class="axis" x="${xOf(0.5)}" y="350" text-anchor="middle">${xLabel}</text>
    <text class="axis" transform="translate(11 ${yOf(0.5)}) rotate(-90)" text-anchor="middle">
      ${yLabel}
    </text>
  </svg>`;
}

function drawGridLines(value: number): Markup {
  return html`<line
      class="grid"
      x1="${xOf(value)}"
      x2="${xOf(value)}"
      y1="${yOf(0)}"
      y2="${yOf(1)}"
    />
    <line class="grid" x1="${xOf(0)}" x2="${xOf(1)}" y1="${yOf(value)}" y2="${yOf(value)}" />
    <text class="tick" x="${xOf(value)}" y="${yOf(0) + 16}" text-anchor="middle">${value}</text>
    <text class="tick" x="${area.left - 6}" y="${yOf(value) + 4}" text-anchor="end"
      >${value}</text
    >`;
}
