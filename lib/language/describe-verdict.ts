import { deliveryOf, type DeliveredFile } from '../verdict/delivery';
import {
  quoteFor,
  type FakeRates,
  type Quote,
  type RealRates,
  type SmallestSize,
} from '../verdict/measured';
import type { Sensitivity, Zones } from '../verdict/model';
import { rate, shortSideOf, type Scored } from '../verdict/rate';
import { describeSample } from './describe-sample';
import { formatCount, formatPerHundred, formatPercent, formatThreshold } from './format';
import { translate } from './translate';

/** A scored picture, with what tells how it was delivered. Every `Judgement` is one. */
export type DescribedPicture = Scored & { picture: DeliveredFile };

/** What a person is told of a verdict: how often it is wrong, as the catalog has it, and whose figures these are. */
export interface VerdictText {
  text: string;
  /** Null where there are no figures. */
  source: string | null;
}

/** How often the model is wrong where it says what it says of this picture, or why it cannot say anything. */
export function describeVerdict(scored: DescribedPicture, sensitivity: Sensitivity): VerdictText {
  const { zones, smallest } = scored.model;
  const delivery = deliveryOf(scored.picture);
  switch (rate(scored, sensitivity)) {
    case 'fake':
      return describeQuote(quoteFor(zones.fake[sensitivity].measured, delivery), describeFake);
    case 'real':
      return describeQuote(quoteFor(zones.real.measured, delivery), describeReal);
    case 'unsure':
      return { text: describeUnsure(zones, sensitivity), source: null };
    case 'tooSmall':
      return describeTooSmall(smallest, shortSideOf(scored.picture));
  }
}

/** Says of a verdict that came from a thumbnail that it did; undefined for other pictures. */
export function describeThumbnail(picture: DeliveredFile): string | undefined {
  return deliveryOf(picture) === 'thumbnail' ? translate('verdict_fromThumbnail') : undefined;
}

/** Where the picture at hand counts, among the kinds of pictures that are measured apart. */
export function describeKind(picture: DeliveredFile): string {
  return translate(`measured_kind_${deliveryOf(picture)}`);
}

function describeQuote<Rates>(
  quote: Quote<Rates> | null,
  describeRates: (quote: Quote<Rates>) => string,
): VerdictText {
  if (!quote) return { text: translate('measured_none'), source: null };
  const text = `${describeRates(quote)} ${describeSample(quote)}`;
  return { text, source: quote.source };
}

function describeFake({ falsePositiveRate, recall, isOfDelivery }: Quote<FakeRates>): string {
  const rates = [formatPerHundred(falsePositiveRate), formatPerHundred(recall)] as const;
  return translate(isOfDelivery ? 'measured_fake' : 'measured_fake_overall', ...rates);
}

function describeReal({ missRate, isOfDelivery }: Quote<RealRates>): string {
  const key = isOfDelivery ? 'measured_real' : 'measured_real_overall';
  return translate(key, formatPerHundred(missRate));
}

function describeUnsure({ real, fake }: Zones, sensitivity: Sensitivity): string {
  const { below } = real;
  const { atLeast } = fake[sensitivity];
  if (below !== null && atLeast !== null) {
    return translate('verdict_unsure_between', formatThreshold(below), formatThreshold(atLeast));
  }
  if (below !== null) return translate('verdict_unsure_from', formatThreshold(below));
  if (atLeast !== null) return translate('verdict_unsure_below', formatThreshold(atLeast));
  return translate('verdict_unsure_always');
}

function describeTooSmall(smallest: SmallestSize | null, shortSide: number): VerdictText {
  if (!smallest) throw new TypeError('Expected a smallest size of what is too small, got none');
  const { bound, measured } = smallest;
  const sizes = [formatCount(shortSide), formatCount(smallest.shortSide)] as const;
  const n = Math.min(...measured.sizes.map((size) => size.n));
  const text = translate('verdict_tooSmall_why', ...sizes, formatPercent(bound));
  return { text: `${text} ${describeSample({ n, date: measured.date })}`, source: measured.source };
}
