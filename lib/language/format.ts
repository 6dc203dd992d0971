import { translate, uiLanguage } from './translate';

/** A fraction as a whole percentage: 0.094 → "9%". Below one percent it keeps a decimal: 0.004 → "0.4%". */
export function formatPercent(fraction: number): string {
  const maximumFractionDigits = fraction > 0 && fraction < 0.01 ? 1 : 0;
  return format(fraction, { style: 'percent', maximumFractionDigits });
}

/** How many of a hundred: 0.094 → "about 9". Less than one in a hundred is no number of hundred: 0.004 → "fewer than 1". */
export function formatPerHundred(fraction: number): string {
  const count = Math.round(fraction * 100);
  if (fraction < 0.01) return translate('measured_fewerThanOne');
  return translate('measured_about', format(count));
}

/** An ISO 8601 date as its month: "November 2026". */
export function formatMonth(date: string): string {
  const options = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(uiLanguage(), options).format(new Date(date));
}

/** A date and a time of day, from epoch milliseconds: "Nov 23, 2026, 2:05 PM". */
export function formatMoment(epochMs: number): string {
  const options = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(uiLanguage(), options).format(epochMs);
}

/** A score with as many decimals as its place deserves: two in a list, three where a person looks closely, five to compare. */
export function formatScore(score: number, decimals: 2 | 3 | 5): string {
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
  const [amount, unit] =
    sizeInBytes < 1e6
      ? [sizeInBytes / 1e3, 'kilobyte']
      : sizeInBytes < 1e9
        ? [sizeInBytes / 1e6, 'megabyte']
        : [sizeInBytes / 1e9, 'gigabyte'];
  return format(amount, { style: 'unit', unit, maximumFractionDigits: amount < 10 ? 1 : 0 });
}

/** What a computation took: 243.4 → "243 ms", 1,240 → "1.2 sec". */
export function formatMilliseconds(milliseconds: number): string {
  const isLong = milliseconds >= 1e3;
  const amount = isLong ? milliseconds / 1e3 : milliseconds;
  const unit = isLong ? 'second' : 'millisecond';
  return format(amount, { style: 'unit', unit, maximumFractionDigits: isLong ? 1 : 0 });
}

/** A small difference of scores or logits, signed: "+0.00012". */
export function formatDifference(difference: number): string {
  return format(difference, { signDisplay: 'exceptZero', maximumFractionDigits: 5 });
}

/** How fast bytes come: 2,400,000 → "2.4 MB/s". */
export function formatRate(bytesPerSecond: number): string {
  const isSlow = bytesPerSecond < 1e6;
  const amount = bytesPerSecond / (isSlow ? 1e3 : 1e6);
  const unit = isSlow ? 'kilobyte-per-second' : 'megabyte-per-second';
  return format(amount, { style: 'unit', unit, maximumFractionDigits: amount < 10 ? 1 : 0 });
}

/** A time in the one unit that suits it: 45 → "45 seconds", 200 → "3 minutes". */
export function formatDuration(seconds: number): string {
  const [amount, unit] =
    seconds < 100
      ? [seconds, 'second']
      : seconds < 6000
        ? [seconds / 60, 'minute']
        : [seconds / 3600, 'hour'];
  return format(Math.round(amount), { style: 'unit', unit, unitDisplay: 'long' });
}

/** Making one takes longer than all that a row of a list says with it. */
const formatters = new Map<string, Intl.NumberFormat>();

function format(value: number, options: Intl.NumberFormatOptions = {}): string {
  const key = `${uiLanguage()} ${JSON.stringify(options)}`;
  const known = formatters.get(key) ?? new Intl.NumberFormat(uiLanguage(), options);
  formatters.set(key, known);
  return known.format(value);
}
