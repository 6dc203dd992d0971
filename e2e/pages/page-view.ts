/** What `spyAsPage` keeps for `observeAsPage`. */
interface Spy {
  additions: string[];
  roots: ShadowRoot[];
  kept: unknown[];
  events: string[];
  shifts: number[];
}

type Spying = typeof globalThis & { spy: Spy; find(word: string): boolean };

/** Of IntersectionObserver's second version, which the types do not know. */
type Visibility = IntersectionObserverEntry & { isVisible: boolean };

/** Runs in a page before anything else: notes whatever a page can notice of what is done to it. */
export function spyAsPage(): void {
  const spy: Spy = { additions: [], roots: [], kept: [], events: [], shifts: [] };
  (globalThis as Spying).spy = spy;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called on each element below
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    spy.roots.push(root);
    return root;
  };
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called on each element below
  const { append } = Element.prototype;
  Element.prototype.append = function (...nodes) {
    spy.kept.push(...nodes);
    append.apply(this, nodes);
  };
  class Trap extends HTMLElement {
    readonly internals = this.attachInternals();
    connectedCallback() {
      if (this.internals.shadowRoot) spy.roots.push(this.internals.shadowRoot);
    }
  }
  customElements.define('candid-marks', Trap);
  new MutationObserver((records) => {
    for (const { type, target, addedNodes, attributeName } of records) {
      const isOurs = target === document.documentElement && type === 'childList';
      const added = [...addedNodes].filter(({ nodeName }) => !/^(HEAD|BODY)$/.test(nodeName));
      if (isOurs) spy.additions.push(...added.map(({ nodeName }) => `HTML ${nodeName}`));
      if (attributeName !== null) spy.additions.push(`${target.nodeName} ${attributeName}`);
    }
  }).observe(document, { subtree: true, childList: true, attributes: true });
  const types = ['animationstart', 'animationend', 'transitionrun', 'transitionend', 'focusin'];
  for (const type of [...types, 'toggle', 'beforetoggle', 'slotchange', 'scroll', 'resize']) {
    const nameOf = (target: EventTarget | null) => (target instanceof Node ? target.nodeName : '');
    addEventListener(type, ({ target }) => spy.events.push(`${type} ${nameOf(target)}`), true);
  }
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) spy.shifts.push(duration);
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Runs in a page: everything that it can find out of what is shown on its picture, as far as it is not about time. */
export async function observeAsPage() {
  const { spy } = globalThis as Spying;
  const host = document.documentElement.lastElementChild;
  if (!(host instanceof HTMLElement)) throw new TypeError('Expected the layer');
  const style = getComputedStyle(host);
  const sizesOf = (element: HTMLElement) => {
    const { scrollWidth, scrollHeight, offsetWidth, offsetHeight, clientWidth } = element;
    const rects = [...element.getClientRects()].map((rect) => JSON.stringify(rect));
    return [scrollWidth, scrollHeight, offsetWidth, offsetHeight, clientWidth, ...rects];
  };
  const points = Array.from(
    { length: 40 * 20 },
    (_, at) => [(at % 40) * 10, at - (at % 40)] as const,
  );
  const hits = points.map(([x, y]) =>
    document
      .elementsFromPoint(x, y)
      .map(({ localName }) => localName)
      .join(),
  );
  const types = [
    'pointermove',
    'pointerdown',
    'mousedown',
    'pointerup',
    'mouseup',
    'click',
    'contextmenu',
  ];
  let heard = 0;
  const hear = () => (heard += 1);
  const press = ([x, y]: readonly [number, number]) =>
    types.map((type) => {
      const place = { clientX: x, clientY: y, bubbles: true, cancelable: true, detail: 1 };
      addEventListener(type, hear, { once: true });
      return document.body.dispatchEvent(new PointerEvent(type, place));
    });
  const presses = points.map((point) => press(point).join());
  addEventListener('keydown', hear, { once: true });
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  const words = ['Real', 'Fake', 'Unsure', 'Could not check', 'Checking', 'Too small', '%'];
  const found = words.filter((word) => (globalThis as Spying).find(word));
  getSelection()?.selectAllChildren(document.documentElement);
  const selected = String(getSelection());
  getSelection()?.removeAllRanges();
  const covered = await new Promise<string[]>((resolve) => {
    const seen = new Map<Element, boolean>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) seen.set(entry.target, (entry as Visibility).isVisible);
      },
      { trackVisibility: true, delay: 100 } as IntersectionObserverInit,
    );
    const dots = Array.from({ length: 75 }, (_, at) => {
      const dot = document.createElement('i');
      dot.style.cssText = `position: absolute; left: ${at * 4}px; top: 20px; width: 2px; height: 2px; background: red`;
      observer.observe(document.body.appendChild(dot));
      return dot;
    });
    setTimeout(() => {
      resolve(dots.filter((dot) => seen.get(dot) === false).map((dot) => dot.style.left));
      for (const dot of dots) dot.remove();
    }, 600);
  });
  return {
    tag: host.outerHTML,
    root: host.shadowRoot,
    style: [...style].map((name) => `${name}: ${style.getPropertyValue(name)}`),
    sizes: [sizesOf(host), sizesOf(document.documentElement), sizesOf(document.body)],
    hits,
    presses,
    heard,
    words: found,
    selected,
    text: document.documentElement.innerText,
    covered,
    focus: document.activeElement?.nodeName,
    animations: document.getAnimations().length,
    entries: performance
      .getEntriesByType('resource')
      .map(({ name }) => name.replace(/judged|failed/, '')),
    additions: spy.additions,
    events: spy.events,
    roots: spy.roots.length,
    kept: spy.kept.length,
    shifts: spy.shifts.length,
  };
}
