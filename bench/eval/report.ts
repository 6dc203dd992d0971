import type { Estimate } from './bootstrap.ts';
import type { EvaluationFailure } from './evaluation.ts';
import type { Thresholds } from './figures.ts';
import type { Slice, Summary } from './summary.ts';

const nothing = 'n/a';

/** The figures of a run that people read first, in words; the last line has a form that programs may rely on. */
export function describeSummary(summary: Summary): string[] {
  const { overall, headline, thresholds } = summary;
  const { resampled, baseline, model } = overall;
  return [
    '',
    `${overall.n} pictures (${overall.real} real, ${overall.fake} fake), delivered as: ${headline}`,
    describeDecision(thresholds),
    `Intervals: 95 %, drawing ${resampled.real} of reals and ${resampled.fake} of fakes again`,
    `At a score of 0.5: balanced accuracy ${withInterval(model.balancedAccuracyAtHalf)}`,
    baseline
      ? `File facts alone: balanced accuracy ${withInterval(baseline.balancedAccuracy)}, AUC ${withInterval(baseline.auc)} (other ${baseline.leftOut} than learned from)`
      : 'File facts alone: too few pictures of one class to learn from',
    ...describeDeliveries(summary.deliveries),
    '',
    describeLastLine(overall),
  ];
}

/** `balanced accuracy 0.NNN [lo, hi], false positives 0.NNN, AUC 0.NNN, n N`, a figure that cannot be had being `n/a`. */
export function describeLastLine({ model, n }: Slice): string {
  const { balancedAccuracy, falsePositiveRate } = model.decision;
  return [
    `balanced accuracy ${withInterval(balancedAccuracy)}`,
    `false positives ${inDecimals(falsePositiveRate?.value)}`,
    `AUC ${inDecimals(model.auc?.value)}`,
    `n ${n}`,
  ].join(', ');
}

/** The files that an earlier run judged in another state. */
export function describeChanged(paths: ReadonlySet<string>): string[] {
  if (paths.size === 0) return [];
  return [
    '',
    'Changed since the earlier run, and judged anew:',
    ...[...paths].map((path) => `  ${path}`),
  ];
}

/** Every file that could not be judged and why; the deliveries only where some of them could be. */
export function describeFailures(
  failures: readonly EvaluationFailure[],
  deliveryCount: number,
): string[] {
  if (failures.length === 0) return [];
  const byPath = Map.groupBy(failures, ({ path }) => path);
  const lines = [...byPath].flatMap(([path, ofPath]) => describeFile(path, ofPath, deliveryCount));
  const files = byPath.size === 1 ? '1 file' : `${byPath.size} files`;
  return ['', `Could not be judged: ${files}`, ...lines];
}

/** With three decimals, or `n/a`. */
export function inDecimals(value: number | undefined): string {
  return value?.toFixed(3) ?? nothing;
}

/** `0.750 [0.612, 0.871]`, or `n/a`. */
export function withInterval(estimate: Estimate | null): string {
  if (!estimate) return nothing;
  const { value, low, high } = estimate;
  return `${inDecimals(value)} [${inDecimals(low)}, ${inDecimals(high)}]`;
}

/** What a code of failure means, for a file of this computer. */
export function describeCode(code: string): string {
  return (reasons as Record<string, string>)[code] ?? code;
}

/** From which score on a picture counts as called fake, and why. */
export function describeDecision({ decision, fakeAtLeast }: Thresholds): string {
  const reason =
    fakeAtLeast.alert === null
      ? 'for the catalog has no alert threshold'
      : 'the alert threshold of the catalog';
  return `Called fake: a score of ${decision} or more, ${reason}`;
}

const reasons = {
  browserLost: 'the browser ended while judging it, twice',
  damaged: 'damaged or incomplete',
  empty: 'empty',
  engineFailed: 'the engine failed on it',
  modelRefused: 'the model could not be loaded',
  notANumber: 'the model answered no number',
  notAPicture: 'not a picture',
  timedOut: 'the engine did not answer in time',
  tooHeavy: 'too many bytes',
  tooManyPixels: 'too many pixels',
  undeliverable: 'could not be read to be delivered smaller',
  unreadable: 'could not be read from the disk',
  unsupportedFormat: 'a format that browsers do not show',
};

function describeDeliveries(slices: readonly Slice[]): string[] {
  if (slices.length < 2) return [];
  const longest = Math.max(...slices.map(({ name }) => name.length));
  return [
    'Per delivery, balanced accuracy and AUC:',
    ...slices.map(
      ({ name, model }) =>
        `  ${name.padEnd(longest)}  ${withInterval(model.decision.balancedAccuracy)}  ${withInterval(model.auc)}`,
    ),
  ];
}

function describeFile(
  path: string,
  failures: readonly EvaluationFailure[],
  deliveryCount: number,
): string[] {
  const byCode = Map.groupBy(failures, ({ code }) => describeCode(code));
  // What cannot be judged as it is cannot be delivered either: the first reason is the reason.
  const [first] = failures;
  if (first && failures.length === deliveryCount) return [`  ${path}: ${describeCode(first.code)}`];
  return [...byCode].map(
    ([reason, ofCode]) =>
      `  ${path}: ${reason} (${ofCode.map(({ delivery }) => delivery).join(', ')})`,
  );
}
