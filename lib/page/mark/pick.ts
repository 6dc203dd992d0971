import { translate } from '../../language/translate';
import type { Layer } from './layer';
import { findUrl, labelOf } from '../find/find';
import { findPicturesOnScreen, isPicture } from '../find/match';
import { keepFromPage } from './pointer';
import { onlyTrusted } from '../trusted';
import { findStack } from '../geometry/visible-box';

const bannerTopInPixels = 16;

/** Lets a person pick a picture of the page; answers undefined when they would rather not. */
export function pickPicture(layer: Layer, signal: AbortSignal): Promise<Element | undefined> {
  return new Promise((resolve) => new Picker(layer, signal, resolve));
}

class Picker {
  readonly #layer: Layer;
  readonly #banner: HTMLDivElement;
  /** Says aloud which picture the keyboard is on. */
  readonly #heard = document.createElement('span');
  readonly #outline: HTMLDivElement;
  readonly #resolve: (element: Element | undefined) => void;
  readonly #ended = new AbortController();
  #candidate: Element | undefined;

  constructor(layer: Layer, signal: AbortSignal, resolve: (element: Element | undefined) => void) {
    this.#layer = layer;
    this.#resolve = resolve;
    this.#outline = layer.add('div', 'outline');
    this.#outline.hidden = true;
    this.#banner = createBanner(layer);
    this.#heard.className = 'heard';
    this.#banner.append(this.#heard);
    layer.ensureAttached();
    const lasting = AbortSignal.any([signal, this.#ended.signal]);
    layer.holdOnTop(lasting);
    this.#listen(lasting);
    signal.addEventListener('abort', () => this.#end(undefined), { signal: this.#ended.signal });
    this.#place();
  }

  #listen(signal: AbortSignal): void {
    const options = { capture: true, signal };
    const point = onlyTrusted((event: PointerEvent) => this.#point(event));
    addEventListener('pointermove', point, options);
    const type = onlyTrusted((event: KeyboardEvent) => this.#type(event));
    addEventListener('keydown', type, options);
    addEventListener('scroll', () => this.#place(), options);
    addEventListener('resize', () => this.#place(), options);
    for (const press of ['pointerdown', 'mousedown', 'pointerup', 'mouseup'] as const) {
      addEventListener(press, keepFromPage, options);
    }
    const click = onlyTrusted((event: MouseEvent) => this.#click(event));
    addEventListener('click', click, options);
  }

  #point({ clientX, clientY }: MouseEvent): void {
    this.#candidate = findStack(clientX, clientY).find(isPicture);
    this.#place();
  }

  #click(event: MouseEvent): void {
    keepFromPage(event);
    this.#point(event);
    if (this.#candidate) this.#end(this.#candidate);
  }

  #type(event: KeyboardEvent): void {
    const step = stepOf(event);
    if (event.key === 'Escape') this.#end(undefined);
    else if (event.key === 'Enter' && this.#candidate) this.#end(this.#candidate);
    else if (step !== 0) this.#move(step);
    else return;
    keepFromPage(event);
  }

  #move(step: number): void {
    const pictures = findPicturesOnScreen();
    const index = this.#candidate ? pictures.indexOf(this.#candidate) : -1;
    const next = index < 0 && step < 0 ? -1 : (index + step) % pictures.length;
    this.#candidate = pictures.at(next);
    this.#heard.textContent = this.#candidate
      ? labelOf(this.#candidate, findUrl(this.#candidate) ?? '')
      : '';
    this.#place();
  }

  #place(): void {
    const { left, top } = this.#layer.getOrigin();
    const bannerLeft = (innerWidth - this.#banner.offsetWidth) / 2;
    this.#banner.style.translate = `${bannerLeft - left}px ${bannerTopInPixels - top}px`;
    this.#outline.hidden = !this.#candidate;
    if (!this.#candidate) return;
    const box = this.#candidate.getBoundingClientRect();
    this.#outline.style.translate = `${box.left - left}px ${box.top - top}px`;
    this.#outline.style.width = `${box.width}px`;
    this.#outline.style.height = `${box.height}px`;
  }

  #end(element: Element | undefined): void {
    this.#ended.abort();
    this.#banner.remove();
    this.#outline.remove();
    this.#resolve(element);
  }
}

function createBanner(layer: Layer): HTMLDivElement {
  const banner = layer.add('div', 'banner');
  const title = document.createElement('strong');
  title.textContent = translate('badge_pickTitle');
  const keys = document.createElement('span');
  keys.textContent = translate('badge_pickKeys');
  banner.role = 'status';
  banner.append(title, keys);
  return banner;
}

function stepOf({ key, shiftKey }: KeyboardEvent): number {
  if (key === 'Tab') return shiftKey ? -1 : 1;
  if (key === 'ArrowRight' || key === 'ArrowDown') return 1;
  return key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 0;
}
