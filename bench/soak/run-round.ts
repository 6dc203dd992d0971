import type { Page } from '@playwright/test';
import { Badges } from '../../e2e/pages/badges.ts';
import type { Reply, Site } from '../../e2e/site/site.ts';
import { createPicture } from '../../e2e/site/test-picture.ts';
import type { PictureKind, Round } from './plan.ts';
import type { SoakBrowser } from './soak-browser.ts';

/** What became of the pictures of a round. */
export interface RoundEnd {
  judged: number;
  /** Told as not checked, as they should be. */
  failed: number;
  /** Their page was closed before. */
  left: number;
  /** What is not as it should be, in words. */
  complaints: string[];
}

/** A picture that does not come keeps its place. */
const shape = 'display: inline-block; width: 300px; height: 200px';

const patienceMs = 150_000;
const pollMs = 250;
const checkingForMs = 400;

/** Opens the tabs of a round, does what goes wrong in it, and waits for every badge. */
export async function runRound(
  { tabs, killsWorker, closesTab }: Round,
  { browser, site, number }: { browser: SoakBrowser; site: Site; number: number },
): Promise<RoundEnd> {
  const pages = await Promise.all(
    tabs.map(async (kinds, tab) => {
      const url = `https://x.com/${number}/${tab}/`;
      await declare(site, { url, kinds });
      const page = await browser.newPage();
      await page.goto(url, { waitUntil: 'commit' });
      return { page, kinds };
    }),
  );
  const [first, second] = pages;
  if (!first || !second) throw new Error('Expected two tabs');
  await new Promise((resolve) => setTimeout(resolve, checkingForMs));
  if (closesTab) await second.page.close();
  if (killsWorker) await browser.killWorkers();
  const ends = [await waitForBadges(first)];
  if (!closesTab) ends.push(await waitForBadges(second));
  await Promise.all(pages.map(({ page }) => page.close()));
  site.clear();
  return sum(ends, { left: closesTab ? second.kinds.length : 0 });
}

async function declare(
  site: Site,
  { url, kinds }: { url: string; kinds: PictureKind[] },
): Promise<void> {
  const images = kinds.map((_, at) => `<img src="${at}.jpg" alt="${at}" style="${shape}">`);
  site.add(url, images.join(''));
  for (const [at, kind] of kinds.entries()) site.add(`${url}${at}.jpg`, await replyFor(kind));
}

async function replyFor(kind: PictureKind): Promise<Reply> {
  if (kind === 'missing') return { status: 404 };
  if (kind === 'hanging') return { never: true };
  const body = await createPicture();
  const type = 'image/jpeg';
  return { body: kind === 'broken' ? body.subarray(0, body.length / 2) : body, type };
}

async function waitForBadges({ page, kinds }: { page: Page; kinds: PictureKind[] }) {
  await page.bringToFront();
  const badges = new Badges(page);
  const endsAt = Date.now() + patienceMs;
  let found = await badges.all();
  while (!areAllAnswered(found, kinds) && Date.now() < endsAt) {
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    found = await badges.all();
  }
  const verdicts = new Map(found.map(({ label, verdict }) => [label, verdict]));
  const complaints = kinds.flatMap((kind, at) => complain(kind, verdicts.get(String(at))));
  const judged = kinds.filter((kind) => kind === 'good').length;
  return { judged, failed: kinds.length - judged, complaints };
}

function areAllAnswered(found: { verdict: string }[], kinds: PictureKind[]): boolean {
  return found.length === kinds.length && !found.some(({ verdict }) => verdict === 'Checking');
}

function complain(kind: PictureKind, verdict = 'no badge'): string[] {
  const expected = kind === 'good' ? /^(Real|Fake|Unsure)$/ : /^Could not check$/;
  return expected.test(verdict) ? [] : [`a ${kind} picture reads "${verdict}"`];
}

function sum(ends: Omit<RoundEnd, 'left'>[], { left }: { left: number }): RoundEnd {
  const total = (count: 'judged' | 'failed') => ends.reduce((all, end) => all + end[count], 0);
  const complaints = ends.flatMap((end) => end.complaints);
  return { judged: total('judged'), failed: total('failed'), left, complaints };
}
