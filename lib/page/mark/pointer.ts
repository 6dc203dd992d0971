import type { Picture } from '../ask/pictures';
import { onlyTrusted } from '../trusted';

/** What of ours lies at a point of the viewport. */
export type Target = { kind: 'badge' | 'inspect'; picture: Picture } | { kind: 'card' } | undefined;

interface PointerActions {
  findTarget: (x: number, y: number) => Target;
  onHover: (target: Target) => void;
  onPress: (target: Target) => void;
}

const pressTypes = [
  'pointerdown',
  'mousedown',
  'pointerup',
  'mouseup',
  'click',
  'dblclick',
] as const;

/**
 * Tells where the pointer is among what we show.
 *
 * The page's own hit tests never meet our layer (`pointer-events: none`), so a page cannot measure from where its
 * pointer is caught what a verdict says. What is pressed on our layer is kept from the page.
 */
export function watchPointer(actions: PointerActions, signal: AbortSignal): void {
  const { findTarget, onHover, onPress } = actions;
  const options = { capture: true, signal };
  addEventListener(
    'pointermove',
    onlyTrusted(({ clientX, clientY }) => onHover(findTarget(clientX, clientY))),
    { ...options, passive: true },
  );
  document.addEventListener('pointerleave', () => onHover(undefined), options);
  for (const type of pressTypes) {
    addEventListener(
      type,
      onlyTrusted((event) => {
        if (isFromKeyboard(event) || event.button !== 0) return;
        const target = findTarget(event.clientX, event.clientY);
        if (target) keepFromPage(event);
        if (type === (target ? 'click' : 'pointerdown')) onPress(target);
      }),
      options,
    );
  }
}

export function keepFromPage(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Enter on a link makes a click too, with no pointer behind it. */
function isFromKeyboard(event: MouseEvent): boolean {
  return event.type === 'click' && event.detail === 0;
}
