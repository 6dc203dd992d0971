import { onlyTrusted } from './trusted';

const restMs = 300;
/** A hand that holds a mouse still moves it a little. */
const jitterInPixels = 4;

/** Calls `onRest` with the point of the viewport at which the pointer has stayed for a moment, until `signal` aborts. */
export function observeRest(onRest: (x: number, y: number) => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let from = { x: -Infinity, y: -Infinity };
  const wait = ({ clientX: x, clientY: y, pointerType }: PointerEvent) => {
    if (pointerType === 'touch') return;
    from = { x, y };
    clearTimeout(timer);
    timer = setTimeout(() => onRest(x, y), restMs);
  };
  const options = { capture: true, passive: true, signal };
  addEventListener(
    'pointermove',
    onlyTrusted((event) => {
      const distance = Math.hypot(event.clientX - from.x, event.clientY - from.y);
      if (distance > jitterInPixels) wait(event);
    }),
    options,
  );
  // The page scrolled, and something else lies under a pointer that did not move.
  addEventListener('pointerover', onlyTrusted(wait), options);
  document.addEventListener('pointerleave', () => clearTimeout(timer), options);
  signal.addEventListener('abort', () => clearTimeout(timer));
}
