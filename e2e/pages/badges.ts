import type { CDPSession, Frame, Page } from '@playwright/test';
import {
  attributeOf,
  boxOf,
  callOn,
  descendantsOf,
  readDocument,
  textOf,
  type Box,
  type DomNode,
} from '../browser/dom-tree.ts';

/** What the badge of a picture that was judged says. */
export const verdict = /^(Real|Fake|Unsure)$/;

/** A badge as a person meets it: what it says of which picture, and where. */
export interface Badge {
  verdict: string;
  label: string;
  box: Box;
}

type BadgeName = Pick<Badge, 'verdict' | 'label'>;

/** Takes the name of a button apart, such as `Real: Dunes at dusk`; undefined where it is none of a badge. */
export function readName(name: string): BadgeName | undefined {
  const [, verdict, label] = /^([^:]+): (.*)$/s.exec(name) ?? [];
  return verdict && label !== undefined ? { verdict, label } : undefined;
}

/** In CSS pixels. */
interface Point {
  x: number;
  y: number;
}

/**
 * The badges of a page. They live in a closed shadow root, which Playwright's locators cannot enter: they are read by the
 * DevTools protocol and touched by mouse and keyboard, as a person does.
 */
export class Badges {
  readonly #page: Page;
  readonly #target: Page | Frame;
  #session: Promise<CDPSession> | undefined;

  /** `target` is a frame of another site, which the browser keeps apart; all others are read with their page. */
  constructor(page: Page, target: Page | Frame = page) {
    this.#page = page;
    this.#target = target;
  }

  /** The badges in the frame of another site that shows `url`. */
  static inFrame(page: Page, url: string): Badges {
    const frame = page.frames().find((each) => each.url() === url);
    if (!frame) throw new Error(`Expected a frame that shows ${url}`);
    return new Badges(page, frame);
  }

  /** All badges that are shown, in the order of the document. */
  async all(): Promise<Badge[]> {
    const session = await this.#openSession();
    const badges = await Promise.all((await this.#buttons()).map((node) => toBadge(session, node)));
    return badges.filter((badge) => badge !== undefined);
  }

  /** What every badge says, such as `Real: Dunes at dusk`. */
  async words(): Promise<string[]> {
    return (await this.all()).map(({ verdict, label }) => `${verdict}: ${label}`);
  }

  /** What the badge of the picture with this label says; undefined while it has none. */
  async verdictOf(label: string): Promise<string | undefined> {
    return (await this.#find(label))?.verdict;
  }

  /** The place of a picture's badge. Throws when it has none. */
  async boxOf(label: string): Promise<Box> {
    const badge = await this.#find(label);
    if (!badge)
      throw new Error(`Expected a badge on "${label}", got ${String(await this.words())}`);
    return badge.box;
  }

  /** How far a picture's badge lies from the upper left corner of what `selector` finds, both as they are at one moment. */
  async offsetFrom(label: string, selector: string): Promise<Point> {
    const button = await this.#findButton(label);
    return callOn(await this.#openSession(), button, { ask: measureOffset, argument: selector });
  }

  /** Whether nothing of the page lies over a picture's badge. */
  async isOnTop(label: string): Promise<boolean> {
    const { x, y, width, height } = await this.boxOf(label);
    const session = await this.#openSession();
    const { backendNodeId } = await session.send('DOM.getNodeForLocation', {
      x: Math.round(x + width / 2),
      y: Math.round(y + height / 2),
      ignorePointerEventsNone: true,
    });
    const ours = (await this.ourRoots()).flatMap(descendantsOf);
    return ours.some((node) => node.backendNodeId === backendNodeId);
  }

  /** The picture whose badge the keyboard is on. */
  async focused(): Promise<string | undefined> {
    const session = await this.#openSession();
    for (const node of await this.#buttons()) {
      const hasFocus = await callOn(session, node, { ask: isFocused, argument: null });
      if (hasFocus) return nameOf(node)?.label;
    }
    return undefined;
  }

  /** Points at a badge, so that its card opens. */
  async hover(label: string): Promise<void> {
    const { x, y, width, height } = await this.boxOf(label);
    await this.#page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
  }

  /** Presses what the open card offers: to look closer. */
  async lookCloser(): Promise<void> {
    const session = await this.#openSession();
    const nodes = (await this.ourRoots()).flatMap(descendantsOf);
    const offer = nodes.find((node) => attributeOf(node, 'class') === 'card-inspect');
    const box = offer && (await boxOf(session, offer));
    if (!box) throw new Error('Expected a card that offers to look closer');
    await this.#page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  }

  /** Moves the mouse where nothing of ours is. */
  async leave(): Promise<void> {
    await this.#page.mouse.move(2, 2, { steps: 4 });
  }

  /** What the open card says, or an empty text while none is open. */
  async cardText(): Promise<string> {
    const session = await this.#openSession();
    const nodes = (await this.ourRoots()).flatMap(descendantsOf);
    const card = nodes.find((node) => attributeOf(node, 'role') === 'tooltip');
    return card && (await boxOf(session, card)) ? textOf(card) : '';
  }

  /** All words of ours on the page, shown or not. */
  async ourText(): Promise<string> {
    return (await this.ourRoots()).map(textOf).join(' ');
  }

  /** The closed shadow roots in the page: ours, as test pages have none. */
  async ourRoots(): Promise<DomNode[]> {
    const document = await readDocument(await this.#openSession());
    return descendantsOf(document).filter(({ shadowRootType }) => shadowRootType === 'closed');
  }

  async #find(label: string): Promise<Badge | undefined> {
    return (await this.all()).find((badge) => badge.label === label);
  }

  async #findButton(label: string): Promise<DomNode> {
    const button = (await this.#buttons()).find((node) => nameOf(node)?.label === label);
    if (!button) throw new Error(`Expected a badge on "${label}", got none`);
    return button;
  }

  async #buttons(): Promise<DomNode[]> {
    const nodes = (await this.ourRoots()).flatMap(descendantsOf);
    return nodes.filter(({ nodeName }) => nodeName === 'BUTTON');
  }

  #openSession(): Promise<CDPSession> {
    this.#session ??= this.#page.context().newCDPSession(this.#target);
    return this.#session;
  }
}

async function toBadge(session: CDPSession, node: DomNode): Promise<Badge | undefined> {
  const name = nameOf(node);
  const box = await boxOf(session, node);
  return box && name ? { ...name, box } : undefined;
}

function nameOf(button: DomNode): BadgeName | undefined {
  return readName(attributeOf(button, 'aria-label') ?? '');
}

/** Runs in the page, on a badge. */
function measureOffset(this: Element, selector: string): Point {
  const own = this.getBoundingClientRect();
  const other = document.querySelector(selector)?.getBoundingClientRect();
  return { x: own.left - (other?.left ?? NaN), y: own.top - (other?.top ?? NaN) };
}

/** Runs in the page, on a badge. */
function isFocused(this: Element): boolean {
  return this.matches(':focus');
}
