import type { Page } from '@playwright/test';
import type { Badges } from '../pages/badges.ts';

/** One line of the table: a picture of the feed and what its badge came to say. */
export interface FeedRow {
  picture: string;
  size: string;
  verdict: string;
  score: string;
  /** From the picture's first appearance on screen to its verdict. */
  ms: number;
}

const patienceMs = 60_000;
const cardPatienceMs = 3000;
const pollMs = 100;

/** Scrolls through the feed like a person, from picture to picture, and reads every badge and its card. */
export async function readFeed(page: Page, badges: Badges): Promise<FeedRow[]> {
  const photos = page.locator('img.photo');
  const rows: FeedRow[] = [];
  await photos.first().waitFor();
  for (let index = 0; index < (await photos.count()); index++) {
    const photo = photos.nth(index);
    const startedAt = performance.now();
    await photo.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const label = (await photo.getAttribute('alt')) ?? '';
    const verdict = await waitForVerdict(badges, label);
    const ms = Math.round(performance.now() - startedAt);
    const size = await photo.evaluate(describeSize);
    const score = scoreOrReason(await readCard(page, badges, label), verdict);
    rows.push({ picture: label, size, verdict, score, ms });
  }
  return rows;
}

/** The table, in columns. */
export function printTable(rows: FeedRow[]): void {
  const titles = { picture: 'picture', size: 'size', verdict: 'verdict', score: 'score', ms: 'ms' };
  const keys = Object.keys(titles) as (keyof FeedRow)[];
  const lines = [titles, ...rows];
  const widths = keys.map((key) => Math.max(...lines.map((line) => String(line[key]).length)));
  for (const line of lines) {
    console.log(keys.map((key, at) => String(line[key]).padEnd(widths[at] ?? 0)).join('  '));
  }
}

async function waitForVerdict(badges: Badges, label: string): Promise<string> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    const verdict = await badges.verdictOf(label);
    if (verdict && verdict !== 'Checking') return verdict;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  return 'no answer';
}

async function readCard(page: Page, badges: Badges, label: string): Promise<string> {
  if (!(await badges.verdictOf(label))) return '';
  await badges.hover(label);
  const card = await waitForCard(page, badges, (text) => text !== '');
  await badges.leave();
  // The next badge may be near: what is read there must not be this card.
  await waitForCard(page, badges, (text) => text === '');
  return card;
}

async function waitForCard(
  page: Page,
  badges: Badges,
  isAwaited: (text: string) => boolean,
): Promise<string> {
  const deadline = performance.now() + cardPatienceMs;
  let card = await badges.cardText();
  while (!isAwaited(card) && performance.now() < deadline) {
    await page.waitForTimeout(pollMs);
    card = await badges.cardText();
  }
  return card;
}

/** The score that a card tells, or else its sentence: why there is none. */
function scoreOrReason(card: string, verdict: string): string {
  return /\d[.,]\d+/.exec(card)?.[0] ?? card.replace(verdict, '').trim();
}

/** Runs in the page. The size of the file that the browser chose, not that at which it is shown. */
async function describeSize(element: Element): Promise<string> {
  const file = new Image();
  file.src = (element as HTMLImageElement).currentSrc;
  const { naturalWidth, naturalHeight } = await file.decode().then(
    () => file,
    () => file,
  );
  return naturalWidth > 0 ? `${naturalWidth} × ${naturalHeight}` : '';
}
