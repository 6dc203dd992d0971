import type { RocPoint } from '../../metrics.ts';
import type { Plots, Slice } from '../../summary.ts';
import { html, type Markup } from '../markup.ts';
import { unitSquare, xOf, yOf } from './frame.ts';

/** How many fakes are found at which cost in false alarms, ours and by file facts alone, with a dot at each fake zone. */
export function drawRoc({ roc }: Plots, { model }: Slice): Markup {
  const frame = {
    title: 'ROC: recall over the false positive rate',
    xLabel: 'reals called fake',
    yLabel: 'fakes found',
  };
  return unitSquare(
    frame,
    html`<line class="chance" x1="${xOf(0)}" y1="${yOf(0)}" x2="${xOf(1)}" y2="${yOf(1)}" />
      <path class="curve baseline" d="${pathOf(roc.baseline)}" />
      <path class="curve model" d="${pathOf(roc.model)}" />
      ${(['cautious', 'alert'] as const).map((sensitivity) => {
        const { falsePositiveRate, recall } = model.fakeZones[sensitivity];
        if (!falsePositiveRate || !recall) return null;
        return drawDot({ x: falsePositiveRate.value, y: recall.value, name: sensitivity });
      })}`,
  );
}

function drawDot({ x, y, name }: { x: number; y: number; name: string }): Markup {
  const isRight = x > 0.7;
  return html`<circle class="dot" cx="${xOf(x)}" cy="${yOf(y)}" r="4.5" />
    <text
      class="dot-name"
      x="${xOf(x) + (isRight ? -10 : 10)}"
      y="${yOf(y) + 14}"
      text-anchor="${isRight ? 'end' : 'start'}"
    >
      ${name}
    </text>`;
}

/** Corners only: points on a straight line between their neighbours draw nothing. */
function pathOf(points: readonly RocPoint[]): string {
  const all = [{ falsePositiveRate: 0, recall: 0 }, ...points];
  const corners = all.filter((point, i) => isCorner(all[i - 1], point, all[i + 1]));
  return corners
    .map(({ falsePositiveRate, recall }) => `${xOf(falsePositiveRate)} ${yOf(recall)}`)
    .map((place, i) => `${i === 0 ? 'M' : 'L'}${place}`)
    .join('');
}

type Place = Pick<RocPoint, 'falsePositiveRate' | 'recall'>;

function isCorner(before: Place | undefined, at: Place, after: Place | undefined): boolean {
  if (!before || !after) return true;
  const isLevel = before.recall === at.recall && at.recall === after.recall;
  const isSteep =
    before.falsePositiveRate === at.falsePositiveRate &&
    at.falsePositiveRate === after.falsePositiveRate;
  return !isLevel && !isSteep;
}
