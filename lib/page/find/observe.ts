import { forgetLooks } from './looks';

/** How near a picture is to the person's eyes, and how large it is shown, in CSS pixels; 0 while that is not known. */
export interface Sight {
  isNear: boolean;
  isVisible: boolean;
  width: number;
  height: number;
}

const nearMargin = '100%';

/** Watches how near and how large pictures are, without ever asking the page to lay itself out. */
export class SightWatch {
  readonly #sights = new Map<Element, Sight>();
  readonly #near = new Set<Element>();
  readonly #onChange: () => void;
  readonly #nearness: IntersectionObserver;
  /** What is far needs neither, and every observed element costs time in every frame. */
  readonly #whileNear: (IntersectionObserver | ResizeObserver)[];
  #changed = new Set<Element>();

  constructor(onChange: () => void, signal: AbortSignal) {
    this.#onChange = onChange;
    this.#nearness = watchIntersection(nearMargin, (element, isNear) =>
      this.#noteNear(element, isNear),
    );
    this.#whileNear = [
      watchIntersection('0px', (element, isVisible) => this.#note(element, { isVisible })),
      new ResizeObserver((entries) => {
        for (const entry of entries) this.#note(entry.target, sizeOf(entry));
      }),
    ];
    signal.addEventListener('abort', () => {
      for (const observer of [this.#nearness, ...this.#whileNear]) observer.disconnect();
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
    this.#nearness.observe(element);
  }

  unwatch(element: Element): void {
    this.#sights.delete(element);
    this.#near.delete(element);
    for (const observer of [this.#nearness, ...this.#whileNear]) observer.unobserve(element);
  }

  /** Forgets elements that left the page before they ever came near. */
  forgetGone(): void {
    for (const element of this.#sights.keys()) {
      if (!element.isConnected) this.unwatch(element);
    }
  }

  #noteNear(element: Element, isNear: boolean): void {
    for (const observer of this.#whileNear) {
      if (isNear) observer.observe(element);
      else observer.unobserve(element);
    }
    if (isNear) this.#near.add(element);
    else this.#near.delete(element);
    this.#note(element, isNear ? { isNear } : { isNear, isVisible: false });
  }

  #note(element: Element, seen: Partial<Sight>): void {
    const sight = this.#sights.get(element);
    if (!sight) return;
    Object.assign(sight, seen);
    this.#changed.add(element);
    this.#onChange();
  }
}

function watchIntersection(
  margin: string,
  note: (element: Element, isIntersecting: boolean) => void,
): IntersectionObserver {
  return new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) note(target, isIntersecting);
    },
    // It grows the viewport as well as scrollers inside the page; with `rootMargin` too, the two multiply (Chromium 156).
    { scrollMargin: margin },
  );
}

function sizeOf({ target, borderBoxSize: [size] }: ResizeObserverEntry): Partial<Sight> {
  if (!(target instanceof SVGElement)) {
    return { width: size?.inlineSize ?? 0, height: size?.blockSize ?? 0 };
  }
  const { width, height } = target.getBoundingClientRect(); // An SVG's own units may be of any size.
  return { width, height };
}

/** What somebody hears who listens to a page's content. */
export interface ContentListener {
  /** Elements that came to the page, each with those inside it. */
  onAdded: (elements: Element[]) => void;
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
/** What happens in a shadow root and is not heard outside it. */
const silentOutside = ['scroll', 'transitionrun', 'transitionend'];
const rootlessCheckMs = 1000;

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

  constructor(callbacks: ContentCallbacks, signal: AbortSignal) {
    this.#callbacks = callbacks;
    this.#signal = signal;
    this.#observer = new MutationObserver((records) => this.#hear(records));
    signal.addEventListener('abort', () => this.#observer.disconnect());
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
    listener.onAdded(this.findAllElements());
  }

  /** Every element of the document and of the open shadow roots in it. */
  findAllElements(): Element[] {
    return [document, ...this.shadowRoots].flatMap((root) => [...root.querySelectorAll('*')]);
  }

  /** Whether the content changed since this was last called. */
  takeChange(): boolean {
    const hasChanged = this.#hasChanged;
    this.#hasChanged = false;
    return hasChanged;
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

  #hear(records: MutationRecord[]): void {
    const added = new Set<Element>();
    for (const { type, target, addedNodes, attributeName } of records) {
      for (const node of addedNodes) if (node instanceof Element) added.add(node);
      if (type === 'attributes') this.#tellAltered(target as Element, attributeName ?? '');
    }
    this.noteChange();
    if (added.size === 0) return;
    const elements = [...added].flatMap((node) => [node, ...node.querySelectorAll('*')]);
    for (const listener of this.#listeners) listener.onAdded(elements);
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
    for (const listener of this.#listeners) listener.onAdded(elements);
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
      this.noteChange();
      if (type !== 'load' || !(target instanceof Element)) return;
      for (const listener of this.#listeners) listener.onLoaded?.(target);
    });
    if (root !== document) listen(silentOutside, this.#callbacks.onMove);
  }

  #tellAltered(element: Element, attribute: string): void {
    for (const listener of this.#listeners) listener.onAltered?.(element, attribute);
  }
}

/** Says that pictures may lie elsewhere than before, although the page's content is the same. */
export function observeLayout(onChange: () => void, signal: AbortSignal): void {
  const options = { capture: true, passive: true, signal };
  document.addEventListener('scroll', onChange, options);
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
