/** Rows of numbers, all of one length, and whether each row's class is the one to be told. */
export interface Examples {
  rows: readonly (readonly number[])[];
  isPositive: readonly boolean[];
}

/** Answers the probability of a row. */
export type Classifier = (row: readonly number[]) => number;

const penalty = 1;
const mostSteps = 50;
const smallStep = 1e-9;

/**
 * Fits a logistic regression: columns standardised, an L2 penalty of 1 on the weights but not on the intercept, both classes
 * of the same weight in sum whatever their sizes. By Newton's method, which always comes to the same answer.
 *
 * @throws RangeError where a class is missing.
 */
export function fitLogistic({ rows, isPositive }: Examples): Classifier {
  const importance = balance(isPositive);
  const standardise = fitStandard(rows);
  const inputs = rows.map((row) => [1, ...standardise(row)]);
  let weights = new Array<number>(inputs[0]?.length ?? 1).fill(0);
  for (let step = 0; step < mostSteps; step += 1) {
    const change = solve(differentiate({ inputs, isPositive, importance, weights }));
    weights = weights.map((weight, i) => weight - at(change, i));
    if (Math.max(...change.map(Math.abs)) < smallStep) break;
  }
  return (row) => sigmoid(dot([1, ...standardise(row)], weights));
}

/** What each example counts, one on average. */
function balance(isPositive: readonly boolean[]): number[] {
  const positives = isPositive.filter(Boolean).length;
  const negatives = isPositive.length - positives;
  if (positives === 0 || negatives === 0) {
    throw new RangeError(`Expected both classes, got ${positives} and ${negatives} examples`);
  }
  const half = isPositive.length / 2;
  return isPositive.map((positive) => half / (positive ? positives : negatives));
}

/** To mean 0 and deviation 1. A column that never changes says nothing and becomes 0. */
function fitStandard(rows: Examples['rows']): (row: readonly number[]) => number[] {
  const columns = (rows[0] ?? []).map((_, i) => rows.map((row) => at(row, i)));
  const means = columns.map((column) => sumOf(column) / column.length);
  const deviations = columns.map((column, i) =>
    Math.sqrt(sumOf(column.map((value) => (value - at(means, i)) ** 2)) / column.length),
  );
  return (row) =>
    row.map((value, i) => {
      const deviation = at(deviations, i);
      return deviation > 1e-12 ? (value - at(means, i)) / deviation : 0;
    });
}

interface State {
  inputs: number[][];
  isPositive: readonly boolean[];
  importance: number[];
  weights: number[];
}

interface System {
  matrix: number[][];
  vector: number[];
}

/** The slope of the loss at `weights`, and how the slope changes. */
function differentiate({ inputs, isPositive, importance, weights }: State): System {
  const penalties = weights.map((_, i) => (i === 0 ? 0 : penalty));
  const vector = weights.map((weight, i) => at(penalties, i) * weight);
  const matrix = weights.map((_, i) =>
    weights.map((_, j) => (i === j ? Math.max(at(penalties, i), 1e-9) : 0)),
  );
  inputs.forEach((input, example) => {
    const guess = sigmoid(dot(input, weights));
    const error = at(importance, example) * (guess - Number(isPositive[example]));
    const curvature = at(importance, example) * guess * (1 - guess);
    matrix.forEach((line, i) => {
      vector[i] = at(vector, i) + error * at(input, i);
      line.forEach((value, j) => (line[j] = value + curvature * at(input, i) * at(input, j)));
    });
  });
  return { matrix, vector };
}

/** Gauss-Jordan elimination with the largest pivot first. */
function solve({ matrix, vector }: System): number[] {
  const lines = matrix.map((line, i) => [...line, at(vector, i)]);
  for (let column = 0; column < lines.length; column += 1) {
    const pivot = takePivot(lines, column);
    lines.forEach((line, i) => {
      if (i === column) return;
      const factor = at(line, column) / at(pivot, column);
      line.forEach((value, j) => (line[j] = value - factor * at(pivot, j)));
    });
  }
  return lines.map((line, i) => at(line, lines.length) / at(line, i));
}

/** Brings the line whose value in a column is the largest into that column's place. */
function takePivot(lines: number[][], column: number): number[] {
  const size = (line: number[]) => Math.abs(at(line, column));
  const rest = lines.slice(column);
  const pivot = rest.reduce((best, line) => (size(line) > size(best) ? line : best));
  const from = lines.indexOf(pivot);
  const displaced = lines[column];
  if (displaced && from !== column) lines[from] = displaced;
  lines[column] = pivot;
  return pivot;
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * at(b, i), 0);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function at(values: readonly number[], i: number): number {
  return values[i] ?? NaN;
}
