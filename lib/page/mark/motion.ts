import { parentOf } from '../geometry/visible-box';

const lookEveryMs = 400;
const begins = ['transitionrun', 'animationstart'];
const ends = ['transitionend', 'transitioncancel', 'animationend', 'animationcancel'];

/** What moves pictures beside the page's own scrolling: nothing, animations that a scroll drives, or time. */
export type Motion = 'none' | 'byScroll' | 'byTime';

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

/** Which animations and transitions, of whatever length, move one of these elements or what they lie in. */
export function findMotion(elements: Iterable<Element>): Motion {
  const roots = new Set<Document | ShadowRoot>([document]);
  const affected = new Set<Element>();
  for (const element of elements) {
    for (let each: Element | null = element; each && !affected.has(each); each = parentOf(each)) {
      affected.add(each);
    }
    const root = element.getRootNode();
    if (root instanceof ShadowRoot) roots.add(root);
  }
  const timelines = [...roots]
    .flatMap((root) => root.getAnimations())
    .filter((animation) => isRunningOn(animation, affected))
    .map(({ timeline }) => timeline);
  if (timelines.includes(document.timeline)) return 'byTime';
  return timelines.length > 0 ? 'byScroll' : 'none';
}

function isRunningOn({ playState, effect }: Animation, affected: Set<Element>): boolean {
  if (playState !== 'running') return false;
  return effect instanceof KeyframeEffect && effect.target !== null && affected.has(effect.target);
}
