import type { Browser, Page } from 'puppeteer-core';
import { readName, type Badge } from '../pages/badges.ts';
import type { Box } from '../browser/dom-tree.ts';
import { callIn, contextOf, type RemoteNode } from './bidi.ts';

/** What of ours is on a page, as it is found in our root. */
interface Shown {
  buttons: { name: string; box: Box }[];
  card: string;
}

/**
 * The badges of a page in Firefox. They live in a closed shadow root: WebDriver BiDi tells of it, and lets a script of its
 * own, in a sandbox that the page does not see, look into it.
 */
export class FirefoxBadges {
  readonly #browser: Browser;
  readonly #page: Page;

  constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.#page = page;
  }

  /** All badges that are shown, in the order of the document. */
  async all(): Promise<Badge[]> {
    const { buttons } = await this.#look();
    return buttons.flatMap(({ name, box }) => {
      const known = readName(name);
      return known && box.width > 0 ? { ...known, box } : [];
    });
  }

  /** What every badge says, such as `Real: Dunes at dusk`. */
  async words(): Promise<string[]> {
    return (await this.all()).map(({ verdict, label }) => `${verdict}: ${label}`);
  }

  /** What the open card says, or an empty text while none is open. */
  async cardText(): Promise<string> {
    return (await this.#look()).card;
  }

  /** Points at a badge, so that its card opens. */
  async hover(label: string): Promise<void> {
    const badge = (await this.all()).find((each) => each.label === label);
    if (!badge)
      throw new Error(`Expected a badge on "${label}", got ${String(await this.words())}`);
    const { x, y, width, height } = badge.box;
    await this.#page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
  }

  /** Moves the mouse where nothing of ours is. */
  async leave(): Promise<void> {
    await this.#page.mouse.move(2, 2, { steps: 4 });
  }

  /** Moves the keyboard to a badge. */
  async focus(label: string): Promise<void> {
    const root = await this.#findRoot();
    if (root) await this.#call(focusButton, [root, { type: 'string', value: `: ${label}` }]);
  }

  async #look(): Promise<Shown> {
    const root = await this.#findRoot();
    if (!root) return { buttons: [], card: '' };
    const { value } = await this.#call<{ value: string }>(readRoot, [root]);
    return JSON.parse(value) as Shown;
  }

  /** Our root's host is the last child of the document. */
  async #findRoot(): Promise<{ sharedId: string } | undefined> {
    const find = () => document.documentElement.lastElementChild;
    const host = await this.#call<RemoteNode>(find);
    const sharedId = host.value?.shadowRoot?.sharedId;
    return sharedId === undefined ? undefined : { sharedId };
  }

  #call<Result>(run: (...args: never[]) => unknown, args: object[] = []): Promise<Result> {
    const target = { context: contextOf(this.#page), sandbox: 'eyes' };
    return callIn<Result>(this.#browser, { target, run: String(run), args });
  }
}

/** Runs in the page's sandbox. */
function focusButton(root: ShadowRoot, nameEnd: string): void {
  root.querySelector<HTMLElement>(`button[aria-label$="${nameEnd}"]`)?.focus();
}

/** Runs in the page's sandbox. */
function readRoot(root: ShadowRoot): string {
  const buttons = [...root.querySelectorAll('button')].map((button) => ({
    name: button.getAttribute('aria-label') ?? '',
    box: button.getBoundingClientRect().toJSON() as Box,
  }));
  const card = root.querySelector<HTMLElement>('[role="tooltip"]');
  return JSON.stringify({ buttons, card: card?.checkVisibility() ? card.innerText : '' });
}
