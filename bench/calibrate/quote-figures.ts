import { deliveries } from '../../lib/verdict/delivery.ts';
import type {
  FakeRates,
  Measured,
  RealRates,
  Sample,
  SmallestSize,
} from '../../lib/verdict/measured.ts';
import type { CatalogEntry, FakeZone, RealZone } from '../../lib/verdict/model.ts';

/**
 * A page with the figures of the catalog's models written anew between their markers,
 * `<!-- figures of <id>: … -->` and `<!-- /figures -->`.
 *
 * @throws Error where it names a model that the catalog does not have.
 */
export function quoteFigures(page: string, models: readonly CatalogEntry[]): string {
  const marked = /(<!-- figures of ([\w-]+)[^>]*-->)[^]*?(<!-- \/figures -->)/g;
  return page.replaceAll(marked, (_, start: string, id: string, end: string) => {
    const entry = models.find((each) => each.id === id);
    if (!entry) throw new Error(`Expected ${id} in the catalog, got none`);
    return `${start}\n\n${describeFigures(entry)}\n\n${end}`;
  });
}

/** All that the catalog says of how often a model is wrong, as Markdown. */
export function describeFigures({ zones, smallest }: CatalogEntry): string {
  const rows = [
    ...fakeRows('fake, cautious', zones.fake.cautious),
    ...fakeRows('fake, alert', zones.fake.alert),
    ...realRows(zones.real),
  ];
  const head = [
    '| mark | scores | of real pictures | of fakes | pictures |',
    '|---|---|--:|--:|--:|',
  ];
  return [[...head, ...rows].join('\n'), ...listSources(zones), describeSmallest(smallest)].join(
    '\n\n',
  );
}

function fakeRows(name: string, { atLeast, bound, measured }: FakeZone): string[] {
  const aim = bound ? `, at most ${percent(bound.falsePositiveRate)} of real pictures` : '';
  if (atLeast === null) return [row(`${name}${aim}`, 'none', ['', '', ''])];
  return rowsOf<FakeRates>(
    { name: `${name}${aim}`, scores: `${atLeast} and above` },
    measured,
    ({ falsePositiveRate, recall }) => [percent(falsePositiveRate), percent(recall)],
  );
}

function realRows({ below, bound, measured }: RealZone): string[] {
  const aim = bound ? `, at most ${percent(bound.fakeShare)} of it fake where half is` : '';
  if (below === null) return [row(`real${aim}`, 'none', ['', '', ''])];
  return rowsOf<RealRates>({ name: `real${aim}`, scores: `below ${below}` }, measured, (rates) => [
    shareOfReals(rates),
    percent(rates.missRate),
  ]);
}

/** Follows from the other two: what is called real is the fakes among it and the rest. */
function shareOfReals({ missRate, fakeShare }: RealRates): string {
  if (fakeShare === null || fakeShare === 0) return '';
  return percent(missRate / fakeShare - missRate);
}

function rowsOf<Rates>(
  { name, scores }: { name: string; scores: string },
  measured: Measured<Rates> | null,
  format: (rates: Rates) => string[],
): string[] {
  if (!measured) return [row(name, scores, ['not measured', 'not measured', ''])];
  const cells = (rates: Rates & Sample) => [...format(rates), String(rates.n)];
  const apart = deliveries.flatMap((delivery) => {
    const rates = measured.byDelivery[delivery];
    return rates ? [row(`… ${delivery}`, '', cells(rates))] : [];
  });
  return [row(name, scores, cells(measured)), ...apart];
}

function row(name: string, scores: string, cells: string[]): string {
  return `| ${[name, scores, ...cells].join(' | ')} |`;
}

function listSources({ real, fake }: CatalogEntry['zones']): string[] {
  const all = [fake.cautious.measured, fake.alert.measured, real.measured];
  const texts = all.flatMap((measured) =>
    measured ? [`Measured ${measured.date ?? 'at an unknown date'} on: ${measured.source}.`] : [],
  );
  return [...new Set(texts)];
}

function describeSmallest(smallest: SmallestSize | null): string {
  if (!smallest) return 'No picture counts as too small.';
  const { shortSide, bound, measured } = smallest;
  const sizes = measured.sizes.map((size) => `${percent(size.error)} at ${size.shortSide} px`);
  return `Too small to judge: below ${shortSide} px, where more than ${percent(bound)} of answers are wrong (${sizes.join(', ')}).`;
}

function percent(fraction: number): string {
  return `${Number((fraction * 100).toFixed(1))} %`;
}
