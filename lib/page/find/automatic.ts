import type { Priority } from '../../messaging/protocol';
import type { Flight } from '../flight';
import type { Nearness } from '../geometry/nearness';
import { CanvasWatch } from './canvas-watch';
import { findUrl, hasCertainSource, isPictureElement, isPlaceholder } from './find';
import { SightWatch, type ContentWatch, type Sight } from './observe';
import { isOrnament, smallestSide } from './ornament';
import type { Picture, Pictures } from '../ask/pictures';
import { isPixelsUrl } from './pixels';
import { PictureSearch } from './search';
import { isVeiled } from './veil';

/** Smaller canvases, in their own pixels, are rings, meters and blurred sketches of pictures to come. */
const smallestCanvas = 128;
/** How many images beside a background are compared with it. */
const mostImages = 16;

interface AutomaticOptions {
  flight: Pick<Flight, 'isOn'>;
  nearness: Nearness;
  pictures: Pictures;
  content: ContentWatch;
  /** Called for every picture that is worth a check, again and again while it is on screen or about to be. */
  ask: (element: Element, priority: Priority) => void;
  /** Called for pictures that left the screen. */
  letGo: (element: Element) => void;
  onChange: () => void;
  /** Called when a picture has another size than before. */
  onMove: () => void;
  signal: AbortSignal;
}

/** Finds, without being asked, the pictures of a page that are worth a check: those that are, or soon will be, on screen. */
export class AutomaticCheck {
  readonly #options: AutomaticOptions;
  readonly #sights: SightWatch;
  readonly #canvases: CanvasWatch;
  /** What was left alone, as it was shown then. */
  readonly #ornaments = new WeakMap<Element, string>();
  /** Backgrounds that proved to be tiles of a pattern. */
  readonly #tiles = new Set<string>();

  constructor(options: AutomaticOptions) {
    const { nearness, pictures, content, onChange, onMove, signal } = options;
    this.#options = options;
    this.#sights = new SightWatch(nearness, { onChange, onResize: onMove }, signal);
    this.#canvases = new CanvasWatch(() => content.noteChange(), signal);
    new PictureSearch(content, (element) => this.#sights.watch(element), signal);
    const noteNews = (element: Element) => this.#sights.noteNews(element);
    content.listen({ onLoaded: noteNews }, signal);
    pictures.onChange((changed) => changed.forEach(noteNews), signal);
    signal.addEventListener('abort', () =>
      pictures.forget(pictures.all.filter(({ wasAsked }) => !wasAsked)),
    );
  }

  /** Asks about the pictures that are worth it now, leaves those that went. */
  refresh({ isContentNew }: { isContentNew: boolean }): void {
    const changed = this.#sights.takeChanged();
    if (isContentNew) this.#sights.forgetGone();
    const elements = isContentNew ? new Set([...changed, ...this.#sights.near]) : changed;
    for (const element of elements) this.#consider(element);
  }

  #consider(element: Element): void {
    const sight = this.#sights.find(element);
    if (!sight) return;
    if (element instanceof HTMLCanvasElement && !sight.isVisible) this.#canvases.leave(element);
    if (!sight.isNear) this.#options.letGo(element);
    else if (this.#options.flight.isOn) this.#sights.noteNews(element);
    else if (this.#isWorthIt(element, sight)) {
      this.#options.ask(element, sight.isVisible ? 'visible' : 'near');
    }
  }

  #isWorthIt(element: Element, sight: Sight): boolean {
    if (Math.min(sight.width, sight.height) < smallestSide) return false;
    const isMoving = element instanceof HTMLCanvasElement && !this.#isDrawn(element, sight);
    const url = findUrl(element);
    if (!url) return false;
    const known = this.#options.pictures.find(element);
    if (known?.url === url) return !this.#leaveTile(known);
    if (isMoving || (isPixelsUrl(url) && !sight.isVisible)) return false;
    return isReady(element) && !this.#isLeftAlone(element, url, sight) && !isVeiled(element);
  }

  #isDrawn(canvas: HTMLCanvasElement, { isVisible }: Sight): boolean {
    const isLarge = Math.min(canvas.width, canvas.height) >= smallestCanvas;
    return isLarge && isVisible && this.#canvases.isStill(canvas);
  }

  #isLeftAlone(element: Element, url: string, { width, height }: Sight): boolean {
    const shown = `${url} ${width} ${height}`;
    if (this.#ornaments.get(element) === shown) return true;
    const isLeft =
      this.#tiles.has(url) ||
      isOrnament(element, { url, width, height }) ||
      (!isPictureElement(element) && hasImageWith(url, element));
    if (isLeft) this.#ornaments.set(element, shown);
    return isLeft;
  }

  /** The file of a background tells whether it is a picture or a tile of a pattern. */
  #leaveTile(picture: Picture): boolean {
    const { element, url, state, wasAsked } = picture;
    if (wasAsked || state.status !== 'judged' || isPictureElement(element)) return false;
    const { width, height } = state.judgement.picture;
    if (Math.min(width, height) >= smallestSide) return false;
    this.#tiles.add(url);
    this.#options.pictures.forget([picture]);
    return true;
  }
}

function isReady(element: Element): boolean {
  if (!(element instanceof HTMLImageElement)) return true;
  return hasCertainSource(element) && !isPlaceholder(element);
}

/** Some backgrounds only repeat, behind or beside it, what an `<img>` shows. */
function hasImageWith(url: string, background: Element): boolean {
  const images = (background.parentElement ?? background).getElementsByTagName('img');
  return [...images].slice(0, mostImages).some((image) => findUrl(image) === url);
}
