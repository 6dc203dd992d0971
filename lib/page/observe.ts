import { findShadowRoots } from './find';

/** How near a picture is to the person's eyes, and whether it is large enough to be worth a check. */
export interface Sight {
  isNear: boolean;
  isVisible: boolean;
  isLarge: boolean;
}

const smallestSideInPixels = 64;
const nearMargin = '100%';

/** Watches how near and how large pictures are, without ever asking the page to lay itself out. */
export class SightWatch {
  readonly #sights = new Map<Element, Sight>();
  readonly #observers: (IntersectionObserver | ResizeObserver)[];

  constructor(onChange: () => void, signal: AbortSignal) {
    const note = (element: Element, seen: Partial<Sight>) => {
      const sight = this.#sights.get(element);
      if (!sight) return;
      Object.assign(sight, seen);
      onChange();
    };
    this.#observers = [
      watchIntersection(nearMargin, (element, isNear) => note(element, { isNear })),
      watchIntersection('0px', (element, isVisible) => note(element, { isVisible })),
      new ResizeObserver((entries) => {
        for (const entry of entries) note(entry.target, { isLarge: isLarge(entry) });
      }),
    ];
    signal.addEventListener('abort', () => {
      for (const observer of this.#observers) observer.disconnect();
      this.#sights.clear();
    });
  }

  get sights(): ReadonlyMap<Element, Sight> {
    return this.#sights;
  }

  watch(element: Element): void {
    if (this.#sights.has(element)) return;
    this.#sights.set(element, { isNear: false, isVisible: false, isLarge: false });
    for (const observer of this.#observers) observer.observe(element);
  }

  unwatch(element: Element): void {
    this.#sights.delete(element);
    for (const observer of this.#observers) observer.unobserve(element);
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

function isLarge({ borderBoxSize: [size] }: ResizeObserverEntry): boolean {
  return size !== undefined && Math.min(size.inlineSize, size.blockSize) >= smallestSideInPixels;
}

/** What happens in a shadow root and is not heard outside it. */
const silentOutside = ['scroll', 'transitionrun', 'transitionend'];

/** Says that the page's content changed, and knows the open shadow roots in it. */
export class ContentWatch {
  readonly shadowRoots = new Set<ShadowRoot>();
  readonly #observer: MutationObserver;
  readonly #onChange: () => void;
  readonly #signal: AbortSignal;
  /** Custom elements may get their shadow root after they came to the page, and nothing tells. */
  #rootless = new Set<Element>();

  constructor(onChange: () => void, signal: AbortSignal) {
    this.#onChange = onChange;
    this.#signal = signal;
    this.#observer = new MutationObserver((records) => {
      for (const { addedNodes } of records) addedNodes.forEach((node) => this.#explore(node));
      onChange();
    });
    signal.addEventListener('abort', () => this.#observer.disconnect());
    this.#observe(document);
    this.#explore(document.documentElement);
  }

  /** Looks again at what tells nobody of its changes. */
  refresh(): void {
    const rootless = [...this.#rootless].filter((element) => element.isConnected);
    this.#rootless = new Set(rootless.filter((element) => !element.shadowRoot));
    for (const element of rootless.filter(({ shadowRoot }) => shadowRoot)) this.#explore(element);
    for (const root of this.shadowRoots) {
      if (!root.host.isConnected) this.shadowRoots.delete(root);
    }
  }

  #explore(node: Node): void {
    for (const root of findShadowRoots(node)) {
      if (this.shadowRoots.has(root)) continue;
      this.shadowRoots.add(root);
      this.#observe(root);
    }
    for (const element of customElementsIn(node)) {
      if (!element.shadowRoot) this.#rootless.add(element);
    }
  }

  #observe(root: Document | ShadowRoot): void {
    this.#observer.observe(root, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: [
        'src',
        'srcset',
        'sizes',
        'media',
        'poster',
        'class',
        'style',
        'hidden',
        'open',
      ],
    });
    for (const type of ['load', 'error', 'slotchange', ...silentOutside]) {
      root.addEventListener(type, this.#onChange, { capture: true, signal: this.#signal });
    }
  }
}

function customElementsIn(node: Node): Element[] {
  if (!(node instanceof Element)) return [];
  return [node, ...node.querySelectorAll('*')].filter(({ localName }) => localName.includes('-'));
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

/** Calls `onMove` when something on the page begins, repeats or ends a movement of its own. */
export function observeMotion(onMove: () => void, signal: AbortSignal): void {
  const types = [
    'transitionrun',
    'transitionend',
    'animationstart',
    'animationiteration',
    'animationend',
  ];
  for (const type of types) {
    document.addEventListener(type, onMove, { capture: true, passive: true, signal });
  }
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
