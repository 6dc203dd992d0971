import { formatPercent, translate } from '../language/translate';
import type { Judgement, ScoredPicture } from '../verdict/judgement';
import type { Sensitivity } from '../verdict/model';
import { rate } from '../verdict/rate';
import type { Size } from './heat-placement';

/** A score as people read it: two decimals, three where two would hide how near it is to an end. */
export function formatScore(score: number): string {
  const digits = score < 0.1 || score > 0.99 ? 3 : 2;
  return formatNumber(score, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** What is known of the errors among pictures that score like this one. */
export function describeZone({ score, model }: Judgement, sensitivity: Sensitivity): string {
  const fake = model.zones.fake[sensitivity];
  const { real } = model.zones;
  switch (rate(score, model.zones, sensitivity)) {
    case 'fake':
      return translate(
        'card_zoneFake',
        formatPercent(fake.falsePositiveRate),
        formatPercent(fake.recall),
        formatNumber(fake.n),
      );
    case 'real':
      return translate('card_zoneReal', formatPercent(real.missRate), formatNumber(real.n));
    case 'unsure':
      return translate('card_zoneUnsure', formatScore(real.below), formatScore(fake.atLeast));
  }
}

/** The file that was scored: its pixels, format, weight and where it came from. */
export function describeScored({
  width,
  height,
  format,
  sizeInBytes,
  origin,
}: ScoredPicture): string {
  const facts = [formatSize({ width, height }), format.toUpperCase(), formatBytes(sizeInBytes)];
  return `${facts.join(' · ')} · ${translate(`card_origin_${origin}`)}`;
}

export function formatSize({ width, height }: Size): string {
  return translate(
    'card_pixels',
    formatNumber(Math.round(width)),
    formatNumber(Math.round(height)),
  );
}

function formatBytes(sizeInBytes: number): string {
  const isLarge = sizeInBytes >= 1_000_000;
  return formatNumber(sizeInBytes / (isLarge ? 1_000_000 : 1000), {
    style: 'unit',
    unit: isLarge ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: isLarge || sizeInBytes < 10_000 ? 1 : 0,
  });
}

function formatNumber(value: number, options?: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(navigator.language, options).format(value);
}
