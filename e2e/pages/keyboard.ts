import type { Locator, Page } from '@playwright/test';

/** More than any page of ours has. */
const mostStops = 80;

/** Where the Tab key came to. */
export interface Stop {
  /** What it is, for the one who reads the failed test. */
  what: string;
  /** Its place among all elements of the page. */
  place: number;
  /** Whether it is on the screen, with nothing over it. */
  isOnTop: boolean;
  hasRing: boolean;
}

/** Goes to something of a page by the Tab key alone. Throws where it does not lead there. */
export function tabTo(target: Locator): Promise<void> {
  return pressUpTo(target, 'Tab');
}

/** Goes down a list by the arrow key alone. Throws where it does not lead there. */
export function arrowTo(target: Locator): Promise<void> {
  return pressUpTo(target, 'ArrowDown');
}

async function pressUpTo(target: Locator, key: string): Promise<void> {
  const page = target.page();
  for (let presses = 0; presses <= mostStops; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Expected ${key} to lead to ${String(target)}`);
}

/** Goes through a page by the Tab key, from its beginning to its end. */
export async function walk(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  while (stops.length < mostStops) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(describeFocus);
    if (!stop || stops.some(({ place }) => place === stop.place)) return stops;
    stops.push(stop);
  }
  throw new Error(`Expected an end after ${mostStops} stops`);
}

/** Runs in the page. What the keyboard is on shows it by an outline, its own or that of the label around it. */
function describeFocus(): Stop | undefined {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return undefined;
  const shown = focused.closest('label') ?? focused;
  const styles = [focused, shown, ...shown.children].map((element) => getComputedStyle(element));
  const { left, top, width, height } = shown.getBoundingClientRect();
  const hit = document.elementFromPoint(left + width / 2, top + height / 2);
  return {
    what: `${focused.localName} “${shown.textContent.trim().slice(0, 40)}”`,
    place: [...document.querySelectorAll('*')].indexOf(focused),
    isOnTop: hit !== null && (shown.contains(hit) || hit.contains(shown)),
    hasRing: styles.some(({ outlineStyle, outlineWidth }) => {
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    }),
  };
}
