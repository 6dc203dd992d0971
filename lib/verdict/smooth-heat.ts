import type { Heatmap } from './judgement';

/** A row or a column of a map. */
interface Line {
  start: number;
  step: number;
  length: number;
}

/**
 * A map with `times` as many columns and rows, drawn smoothly through the middles of its patches (Catmull-Rom). It goes
 * nowhere beyond the least and the greatest of the four patches that it is drawn from.
 */
export function smoothHeat({ columns, rows, values }: Heatmap, times: number): Heatmap {
  const wide = new Float32Array(columns * times * rows);
  for (let row = 0; row < rows; row += 1) {
    const from = { start: row * columns, step: 1, length: columns };
    drawThrough(values, from, { into: wide, start: row * columns * times, step: 1, times });
  }
  const all = new Float32Array(wide.length * times);
  const width = columns * times;
  for (let column = 0; column < width; column += 1) {
    const from = { start: column, step: width, length: rows };
    drawThrough(wide, from, { into: all, start: column, step: width, times });
  }
  return { columns: width, rows: rows * times, values: all };
}

interface Drawing extends Pick<Line, 'start' | 'step'> {
  into: Float32Array;
  times: number;
}

function drawThrough(values: Float32Array, from: Line, { into, start, step, times }: Drawing) {
  const at = (place: number) => {
    const inside = Math.min(Math.max(place, 0), from.length - 1);
    return values[from.start + inside * from.step] ?? 0;
  };
  for (let i = 0; i < from.length * times; i += 1) {
    const place = (i + 0.5) / times - 0.5;
    const before = Math.floor(place);
    const four = [at(before - 1), at(before), at(before + 1), at(before + 2)] as const;
    into[start + i * step] = between(four, place - before);
  }
}

/** https://en.wikipedia.org/wiki/Catmull%E2%80%93Rom_spline */
function between([a, b, c, d]: readonly [number, number, number, number], way: number): number {
  const curve =
    b + 0.5 * way * (c - a + way * (2 * a - 5 * b + 4 * c - d + way * (3 * (b - c) + d - a)));
  return Math.min(Math.max(curve, Math.min(a, b, c, d)), Math.max(a, b, c, d));
}
