import type { JSX } from 'preact';
import type { Appearance } from './appearance';

/** One outline per verdict, told apart by shape alone: octagon, disc, diamond, struck ring, open ring. */
const shapes: Record<Appearance, () => JSX.Element> = {
  fake: () => (
    <>
      <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" fill="currentColor" />
      <path d="M8 4.2v4.6" stroke="var(--cut)" stroke-width="2" stroke-linecap="round" />
      <circle cx="8" cy="11.6" r="1.15" fill="var(--cut)" />
    </>
  ),
  real: () => (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path
        d="m4.9 8.3 2.2 2.2 4.1-4.6"
        fill="none"
        stroke="var(--cut)"
        stroke-width="1.9"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </>
  ),
  unsure: () => (
    <>
      <path
        d="M8 1.2 14.8 8 8 14.8 1.2 8z"
        fill="none"
        stroke="currentColor"
        stroke-width="1.7"
        stroke-linejoin="round"
      />
      <path d="M5.6 8h4.8" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
    </>
  ),
  failed: () => (
    <g fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round">
      <circle cx="8" cy="8" r="6.2" />
      <path d="m3.8 12.2 8.4-8.4" />
    </g>
  ),
  checking: () => (
    <g fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round">
      <circle cx="8" cy="8" r="6" opacity=".28" />
      <path class="spin" d="M8 2a6 6 0 0 1 6 6" />
    </g>
  ),
};

export function Icon({ of, isLarge = false }: { of: Appearance; isLarge?: boolean }) {
  const Shape = shapes[of];
  return (
    <svg class={`icon ${isLarge ? 'icon-large' : ''}`} viewBox="0 0 16 16" aria-hidden="true">
      <Shape />
    </svg>
  );
}
