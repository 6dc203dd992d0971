import type { Delivery } from '../../../lib/verdict/delivery.ts';
import type { Estimate, Resampled } from '../bootstrap.ts';
import { inDecimals } from '../report.ts';
import { html, type Markup } from './markup.ts';

/** What a delivery is to a person. */
export const deliveryNames: Record<Delivery, string> = {
  original: 'As it is',
  medium: 'Short side 512, JPEG 75',
  thumbnail: 'Short side 256, JPEG 60',
  screenshot: 'Screenshot, 600 wide, PNG',
};

/** With a dash where there is nothing to show. */
export function figure(value: number | null | undefined): string {
  return typeof value === 'number' ? inDecimals(value) : '–';
}

/** `0.612 – 0.871`, or nothing. */
export function range(estimate: Estimate | null): Markup | null {
  if (!estimate) return null;
  return html`<small class="range"
    >${inDecimals(estimate.low)} – ${inDecimals(estimate.high)}</small
  >`;
}

/** Of a hundred, as people count. */
export function inHundred(fraction: number): string {
  return String(Math.round(fraction * 100));
}

/** What was drawn again for the intervals. */
export function describeDraws({ real, fake }: Resampled): string {
  if (real === fake) return `${real} of each class drawn again`;
  return `${real} of reals and ${fake} of fakes drawn again`;
}

/** `owner__name` is how folders of repositories are named; people read `owner / name`. */
export function readableSource(name: string): string {
  return name.replace('__', ' / ');
}
