/** The middle of some numbers: half of them are smaller, half larger. Throws when there are none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** How far the middle half of some numbers reaches, as a fraction of their median. */
export function spread(values: readonly number[]): number {
  return (quantile(values, 0.75) - quantile(values, 0.25)) / median(values);
}

/** The number below which a `share` of the numbers lies, between two of them where need be. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) {
    throw new RangeError('Expected numbers to order, got none');
  }
  return below + (above - below) * (place - Math.floor(place));
}
