import {
  tellEveryMs,
  type DelayedObserverInit,
  type NearListener,
  type Nearness,
} from '../geometry/nearness';
import { forgetLooks } from './looks';
import { smallestSide } from './ornament';

/** How near a picture is to the person's eyes, and how large it is shown, in CSS pixels; 0 while that is not known. */
export interface Sight {
  isNear: boolean;
  isVisible: boolean;
  width: number;
  height: number;
}

interface SightCallbacks {
  onChange: () => void;
  /** An element that was seen before has another size now. */
  onResize?: () => void;
}

/** Watches how near and how large pictures are, without ever asking the page to lay itself out. */
export class SightWatch {
  readonly #sights = new Map<Element, Sight>();
  readonly #near = new Set<Element>();
  readonly #callbacks: SightCallbacks;
  readonly #nearness: Nearness;
  /** What is far needs neither, and every observed element costs time in every frame. */
  readonly #visible: IntersectionObserver;
  readonly #sizes: ResizeObserver;
  readonly #noteNear: NearListener;
  #changed = new Set<Element>();

  constructor(nearness: Nearness, callbacks: SightCallbacks, signal: AbortSignal) {
    this.#nearness = nearness;
    this.#callbacks = callbacks;
    this.#noteNear = (element, isNear) => this.#take(element, isNear);
    const options: DelayedObserverInit = { delay: tellEveryMs };
    this.#visible = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        this.#note(target, { isVisible: isIntersecting });
      }
    }, options);
    this.#sizes = new ResizeObserver((entries) => {
      for (const entry of entries) this.#noteSize(entry.target, sizeOf(entry));
    });
    signal.addEventListener('abort', () => {
      this.#visible.disconnect();
      this.#sizes.disconnect();
      for (const element of this.#sights.keys()) this.#nearness.unwatch(element, this.#noteNear);
      this.#sights.clear();
      this.#near.clear();
    });
  }

  /** The elements on screen or about to be. */
  get near(): ReadonlySet<Element> {
    return this.#near;
  }

  find(element: Element): Sight | undefined {
    return this.#sights.get(element);
  }

  /** The elements whose sight changed since this was last called. */
  takeChanged(): ReadonlySet<Element> {
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  watch(element: Element): void {
    if (this.#sights.has(element)) return;
    this.#sights.set(element, { isNear: false, isVisible: false, width: 0, height: 0 });
    this.#nearness.watch(element, this.#noteNear);
  }

  /** What the element shows may be something else now. */
  noteNews(element: Element): void {
    if (this.#sights.has(element)) this.#changed.add(element);
  }

  unwatch(element: Element): void {
    this.#sights.delete(element);
    this.#near.delete(element);
    this.#nearness.unwatch(element, this.#noteNear);
    this.#visible.unobserve(element);
    this.#sizes.unobserve(element);
  }

  /** Forgets elements that left the page before they ever came near. */
  forgetGone(): void {
    for (const element of this.#sights.keys()) {
      if (!element.isConnected) this.unwatch(element);
    }
  }

  #take(element: Element, isNear: boolean): void {
    for (const observer of [this.#visible, this.#sizes]) {
      if (isNear) observer.observe(element);
      else observer.unobserve(element);
    }
    if (isNear) this.#near.add(element);
    else this.#near.delete(element);
    this.#note(element, isNear ? { isNear } : { isNear, isVisible: false });
  }

  #noteSize(element: Element, size: Pick<Sight, 'width' | 'height'>): void {
    const sight = this.#sights.get(element);
    if (!sight) return;
    const isFirst = sight.width === 0;
    this.#note(element, size);
    if (Math.min(size.width, size.height) < smallestSide) this.#leaveSmall(element, sight);
    else this.#nearness.watch(element, this.#noteNear);
    if (!isFirst) this.#callbacks.onResize?.();
  }

  /** Icons and portraits are most of a page's images. Until one grows, nobody needs to know where it is. */
  #leaveSmall(element: Element, sight: Sight): void {
    this.#nearness.unwatch(element, this.#noteNear);
    this.#visible.unobserve(element);
    this.#near.delete(element);
    Object.assign(sight, { isNear: false, isVisible: false });
  }

  #note(element: Element, seen: Partial<Sight>): void {
    const sight = this.#sights.get(element);
    if (!sight) return;
    Object.assign(sight, seen);
    this.#changed.add(element);
    this.#callbacks.onChange();
  }
}

function sizeOf({
  target,
  borderBoxSize: [size],
}: ResizeObserverEntry): Pick<Sight, 'width' | 'height'> {
  if (!(target instanceof SVGElement)) {
    return { width: size?.inlineSize ?? 0, height: size?.blockSize ?? 0 };
  }
  const { width, height } = target.getBoundingClientRect(); // An SVG's own units may be of any size.
  return { width, height };
}

/** What somebody hears who listens to a page's content. */
export interface ContentListener {
  /** Elements that came to the page, each with those inside it. */
  onAdded?: (elements: Element[]) => void;
  onAltered?: (element: Element, attribute: string) => void;
  onLoaded?: (element: Element) => void;
}

const heardAttributes = [
  ...['src', 'srcset', 'sizes', 'media', 'poster', 'href', 'type'],
  ...['class', 'style', 'hidden', 'open', 'popover', 'alt', 'aria-label'],
];
/** Events of elements that change what a page shows; those of media do not bubble, but they are captured. */
const contentEvents = [
  ...['load', 'error', 'slotchange'],
  ...['loadeddata', 'play', 'pause', 'seeked', 'ended', 'emptied'],
];
const selfContained = 'img, image, input';
/** What happens in a shadow root and is not heard outside it. */
const silentOutside = ['scroll', 'transitionrun', 'transitionend'];
const rootlessCheckMs = 1000;
/** A page that never stops changing is gone through so often, at most. */
const takeEveryMs = 100;

interface ContentCallbacks {
  /** The content changed. */
  onChange: () => void;
  /** The content lies elsewhere. */
  onMove: () => void;
}

/** Says that the page's content changed, and knows the open shadow roots in it. */
export class ContentWatch {
  readonly shadowRoots = new Set<ShadowRoot>();
  readonly #observer: MutationObserver;
  readonly #callbacks: ContentCallbacks;
  readonly #signal: AbortSignal;
  readonly #listeners = new Set<ContentListener>();
  /** Custom elements may get their shadow root after they came to the page, and nothing tells. */
  #rootless = new Set<Element>();
  #rootlessCheckedAt = 0;
  #hasChanged = true;
  #takenAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(callbacks: ContentCallbacks, signal: AbortSignal) {
    this.#callbacks = callbacks;
    this.#signal = signal;
    this.#observer = new MutationObserver((records) => this.#hear(records));
    signal.addEventListener('abort', () => {
      this.#observer.disconnect();
      clearTimeout(this.#timer);
    });
    for (const type of ['resize', 'pageshow']) {
      addEventListener(type, () => this.noteChange(), { signal });
    }
    this.#observe(document);
    this.#explore([...document.querySelectorAll('*')]);
  }

  /** Tells `listener` of every element there is, and from then on of every change, until `signal` aborts. */
  listen(listener: ContentListener, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener));
    listener.onAdded?.(this.findAllElements());
  }

  /** Every element of the document and of the open shadow roots in it. */
  findAllElements(): Element[] {
    return [document, ...this.shadowRoots].flatMap((root) => [...root.querySelectorAll('*')]);
  }

  /** Whether the content changed since this last answered so. Where that was a moment ago, it is to be asked again after another. */
  takeChange(): boolean {
    if (!this.#hasChanged) return false;
    const now = performance.now();
    const isEarly = now - this.#takenAt < takeEveryMs;
    if (isEarly) this.#askAgain();
    else {
      this.#hasChanged = false;
      this.#takenAt = now;
    }
    return !isEarly;
  }

  /** For those who learn of a change that the page does not tell of. */
  noteChange(): void {
    this.#hasChanged = true;
    forgetLooks();
    this.#callbacks.onChange();
  }

  /** Looks again at what tells nobody of its changes. */
  refresh(): void {
    const isEarly = performance.now() - this.#rootlessCheckedAt < rootlessCheckMs;
    if (!this.#hasChanged && isEarly) return;
    this.#rootlessCheckedAt = performance.now();
    const rootless = [...this.#rootless].filter((element) => element.isConnected);
    this.#rootless = new Set(rootless.filter((element) => !element.shadowRoot));
    this.#explore(rootless.filter(({ shadowRoot }) => shadowRoot));
    for (const root of this.shadowRoots) {
      if (!root.host.isConnected) this.shadowRoots.delete(root);
    }
  }

  #askAgain(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#callbacks.onMove();
    }, takeEveryMs);
  }

  #hear(records: MutationRecord[]): void {
    forgetLooks();
    const added = new Set<Element>();
    for (const { type, target, addedNodes, attributeName } of records) {
      for (const node of addedNodes) if (node instanceof Element) added.add(node);
      if (type === 'attributes') this.#tellAltered(target as Element, attributeName ?? '');
    }
    this.noteChange();
    if (added.size === 0) return;
    const elements = [...added].flatMap((node) => [node, ...node.querySelectorAll('*')]);
    for (const listener of this.#listeners) listener.onAdded?.(elements);
    this.#explore(elements);
  }

  /** Enters the open shadow roots of elements, and remembers those that may get one yet. */
  #explore(elements: Element[]): void {
    for (const element of elements) {
      const root = element.shadowRoot;
      if (root) this.#enter(root);
      else if (element.localName.includes('-')) this.#rootless.add(element);
    }
  }

  #enter(root: ShadowRoot): void {
    if (this.shadowRoots.has(root)) return;
    this.shadowRoots.add(root);
    this.#observe(root);
    const elements = [...root.querySelectorAll('*')];
    for (const listener of this.#listeners) listener.onAdded?.(elements);
    this.noteChange();
    this.#explore(elements);
  }

  #observe(root: Document | ShadowRoot): void {
    const options = { subtree: true, childList: true, attributeFilter: heardAttributes };
    this.#observer.observe(root, options);
    const listen = (types: string[], act: (event: Event) => void) => {
      for (const type of types) {
        root.addEventListener(type, act, { capture: true, signal: this.#signal });
      }
    };
    listen(contentEvents, ({ target, type }) => {
      const isLoad = type === 'load' && target instanceof Element;
      if (isLoad) for (const listener of this.#listeners) listener.onLoaded?.(target);
      // A picture changes nothing but itself, and where others lie.
      if (isLoad && target.matches(selfContained)) this.#callbacks.onMove();
      else this.noteChange();
    });
    if (root !== document) listen(silentOutside, this.#callbacks.onMove);
  }

  #tellAltered(element: Element, attribute: string): void {
    for (const listener of this.#listeners) listener.onAltered?.(element, attribute);
  }
}

interface LayoutCallbacks {
  /** The page was scrolled, and nothing in it: what does not stay on the screen moved with it. */
  onScroll: () => void;
  onChange: () => void;
}

/** Says that pictures may lie elsewhere than before, although the page's content is the same. */
export function observeLayout({ onScroll, onChange }: LayoutCallbacks, signal: AbortSignal): void {
  const options = { capture: true, passive: true, signal };
  const onAnyScroll = ({ target }: Event) => (target === document ? onScroll() : onChange());
  document.addEventListener('scroll', onAnyScroll, options);
  document.addEventListener('fullscreenchange', onChange, options);
  addEventListener('resize', onChange, options);
  observeRootSize(onChange, signal);
  observeShifts(onChange, signal);
}

function observeRootSize(onChange: () => void, signal: AbortSignal): void {
  const observer = new ResizeObserver(onChange);
  observer.observe(document.documentElement);
  signal.addEventListener('abort', () => observer.disconnect());
}

function observeShifts(onChange: () => void, signal: AbortSignal): void {
  if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return;
  const observer = new PerformanceObserver(onChange);
  observer.observe({ type: 'layout-shift' });
  signal.addEventListener('abort', () => observer.disconnect());
}
