import type { Evaluation } from './evaluation.ts';
import { describeDecision, describeLastLine, inDecimals, withInterval } from './report.ts';
import type { Slice } from './summary.ts';

/**
 * A model's card with the report of an evaluation written anew between `<!-- report of <id>: … -->` and `<!-- /report -->`.
 *
 * @throws Error where the page has no such place.
 */
export function writeReport(page: string, evaluation: Evaluation): string {
  const { id } = evaluation.model;
  const marked = /(<!-- report of ([\w.-]+):[^]*?-->)[^]*?(<!-- \/report -->)/g;
  if (![...page.matchAll(marked)].some(([, , named]) => named === id)) {
    throw new Error(`Expected "<!-- report of ${id}: … -->" in the card, found none`);
  }
  return page.replaceAll(marked, (whole, start: string, named: string, end: string) =>
    named === id ? `${start}\n\n${describe(evaluation)}\n\n${end}` : whole,
  );
}

function describe({ summary, folder, createdAt, model, engine, failures }: Evaluation): string {
  const { overall, thresholds, deliveries, sources, techniques, headline } = summary;
  const unjudged = new Set(failures.map(({ path }) => path)).size;
  return [
    `\`npm run eval -- ${folder} --model ${model.id}\`, ${createdAt.slice(0, 10)}, on ${engine.rung} in ${engine.precision}: ${describeLastLine(overall)} (${overall.real} real, ${overall.fake} fake; files that could not be judged: ${unjudged}).`,
    `${describeDecision(thresholds)}. Intervals are 95 %, drawing ${overall.resampled.real} of reals and ${overall.resampled.fake} of fakes again. "File facts" is what format, size, aspect and bits per pixel alone come to. A row of one class has its AUC against all pictures of the other.`,
    tableOf('delivered as', deliveries),
    tableOf(`source (delivered as: ${headline})`, sources),
    tableOf(`technique (delivered as: ${headline})`, techniques),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function tableOf(title: string, slices: readonly Slice[]): string {
  if (slices.length === 0) return '';
  const head = [
    title,
    'n',
    'balanced accuracy',
    'AUC',
    'file facts, AUC',
    'average precision',
    'cautious: false positives',
    'cautious: recall',
    'alert: false positives',
    'alert: recall',
  ];
  return [
    row(head),
    `| --- |${' --: |'.repeat(head.length - 1)}`,
    ...slices.map((slice) => row([slice.name, String(slice.n), ...figuresOf(slice)])),
  ].join('\n');
}

function figuresOf({ model, baseline }: Slice): string[] {
  const { cautious, alert } = model.fakeZones;
  return [
    withInterval(model.decision.balancedAccuracy),
    withInterval(model.auc),
    withInterval(baseline?.auc ?? null),
    withInterval(model.averagePrecision),
    inDecimals(cautious.falsePositiveRate?.value),
    inDecimals(cautious.recall?.value),
    inDecimals(alert.falsePositiveRate?.value),
    inDecimals(alert.recall?.value),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
