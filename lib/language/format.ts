import { uiLanguage } from './translate';

/** A fraction as a whole percentage: 0.094 → "9%". Below one percent it keeps a decimal: 0.004 → "0.4%". */
export function formatPercent(fraction: number): string {
  const maximumFractionDigits = fraction > 0 && fraction < 0.01 ? 1 : 0;
  return format(fraction, { style: 'percent', maximumFractionDigits });
}

/** A score with as many decimals as its place deserves: two in a list, three where a person looks closely. */
export function formatScore(score: number, decimals: 2 | 3): string {
  return format(score, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** A threshold as it stands in the catalog: 0.5 → "0.5", 0.0234 → "0.0234". */
export function formatThreshold(threshold: number): string {
  return format(threshold, { maximumSignificantDigits: 3 });
}

export function formatCount(count: number): string {
  return format(count);
}

/** A file's size in the unit that suits it: 81,920 → "82 kB". */
export function formatBytes(sizeInBytes: number): string {
  const unit = sizeInBytes < 1e6 ? 'kilobyte' : 'megabyte';
  const amount = sizeInBytes / (unit === 'kilobyte' ? 1e3 : 1e6);
  return format(amount, { style: 'unit', unit, maximumFractionDigits: amount < 10 ? 1 : 0 });
}

function format(value: number, options?: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(uiLanguage(), options).format(value);
}
