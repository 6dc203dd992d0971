/** A score with as many decimals as its place deserves: two in a list, three where a person looks closely. */
export function scoreText(score: number, decimals: 2 | 3): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return new Intl.NumberFormat(undefined, digits).format(score);
}

/** A threshold as it stands in the catalog: 0.5 → "0.5", 0.0234 → "0.0234". */
export function thresholdText(threshold: number): string {
  return new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 }).format(threshold);
}

export function countText(count: number): string {
  return new Intl.NumberFormat().format(count);
}

/** A file's size in the unit that suits it: 81,920 → "82 kB". */
export function sizeText(sizeInBytes: number): string {
  const unit = sizeInBytes < 1e6 ? 'kilobyte' : 'megabyte';
  const amount = sizeInBytes / (unit === 'kilobyte' ? 1e3 : 1e6);
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit,
    maximumFractionDigits: amount < 10 ? 1 : 0,
  }).format(amount);
}
