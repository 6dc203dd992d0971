import { parentOf } from '../geometry/visible-box';

const lookEveryMs = 400;
const begins = ['transitionrun', 'animationstart'];
const ends = ['transitionend', 'transitioncancel', 'animationend', 'animationcancel'];

/**
 * Calls `onMotion` when something on the page may have begun to move, or has stopped. Nothing tells that a script called
 * `element.animate()`, so it is asked for now and then while the page is seen.
 */
export function observeMotion(
  { onMotion, isMoving }: { onMotion: () => void; isMoving: () => boolean },
  signal: AbortSignal,
): void {
  const options = { capture: true, passive: true, signal };
  for (const type of [...begins, ...ends]) document.addEventListener(type, onMotion, options);
  const look = () => {
    if (document.visibilityState === 'visible' && isMoving()) onMotion();
  };
  const timer = setInterval(look, lookEveryMs);
  signal.addEventListener('abort', () => clearInterval(timer));
}

/** Whether an animation or a transition, of whatever length, moves one of these elements or what they lie in. */
export function areMoving(elements: Iterable<Element>): boolean {
  const affected = new Set<Element>();
  const roots = new Set<Document | ShadowRoot>([document]);
  for (const element of elements) {
    for (let each: Element | null = element; each && !affected.has(each); each = parentOf(each)) {
      affected.add(each);
    }
    const root = element.getRootNode();
    if (root instanceof ShadowRoot) roots.add(root);
  }
  return [...roots].some((root) =>
    root.getAnimations().some((animation) => isRunningOn(animation, affected)),
  );
}

/** What a scroll drives moves only in frames that a scroll brings about. */
function isRunningOn({ playState, timeline, effect }: Animation, affected: Set<Element>): boolean {
  if (playState !== 'running' || timeline !== document.timeline) return false;
  return effect instanceof KeyframeEffect && effect.target !== null && affected.has(effect.target);
}
