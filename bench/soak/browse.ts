import type { Page } from '@playwright/test';
import { bluesky } from '../../e2e/feeds/bluesky.ts';
import { findPictureUrls, type Feed } from '../../e2e/feeds/feed.ts';
import { instagram } from '../../e2e/feeds/instagram.ts';
import { mastodon } from '../../e2e/feeds/mastodon.ts';
import { reddit } from '../../e2e/feeds/reddit.ts';
import { x } from '../../e2e/feeds/x.ts';
import { Badges } from '../../e2e/pages/badges.ts';
import type { Site } from '../../e2e/site/site.ts';
import { createPicture } from '../../e2e/site/test-picture.ts';
import { Random } from '../../lib/inference/fixtures/random.ts';
import { findOrphans } from './find-orphans.ts';
import type { MemorySample } from './growth.ts';
import type { PartEnd, PartOptions } from './part.ts';

const feeds = [x, reddit, instagram, bluesky, mastodon];
const mostTabs = 4;
const stepsPerSample = 10;
const stepsPerCheck = 50;
const patienceMs = 60_000;
const pollMs = 250;

/** Browses the test feeds for so many minutes: scrolls, goes on and back, opens and closes tabs. The same steps every time. */
export async function browseFeeds({ browser, site, amount }: PartOptions): Promise<PartEnd> {
  const endsAt = Date.now() + amount * 60_000;
  const walk = new Walk({ site, newPage: () => browser.newPage() });
  const samples: MemorySample[] = [];
  let steps = 0;
  let wrong = 0;
  while (Date.now() < endsAt) {
    await walk.step();
    steps += 1;
    if (steps % stepsPerSample === 0) {
      samples.push({ pictures: steps, bytes: await browser.readMemory() });
    }
    if (steps % stepsPerCheck === 0) wrong += tell(steps, await walk.findFaults());
  }
  wrong += tell(steps, await walk.findFaults());
  const { visits } = walk;
  await walk.end();
  return { summary: `${steps} steps over ${visits} pages`, wrong, samples };
}

function tell(steps: number, faults: string[]): number {
  console.log(`  ${steps} steps, ${faults.length} faults`);
  for (const fault of faults) console.log(`  step ${steps}: ${fault}`);
  return faults.length;
}

interface WalkOptions {
  site: Site;
  newPage: () => Promise<Page>;
}

/** A person with some tabs, who does the next thing that comes to mind. */
class Walk {
  visits = 0;
  readonly #site: Site;
  readonly #newPage: WalkOptions['newPage'];
  readonly #random = new Random(5);
  #tabs: Page[] = [];

  constructor({ site, newPage }: WalkOptions) {
    this.#site = site;
    this.#newPage = newPage;
  }

  async step(): Promise<void> {
    if (this.#tabs.length === 0) return this.#open();
    const page = this.#random.pick(this.#tabs);
    await page.bringToFront();
    const act = this.#random.pick([
      ...Array<() => Promise<void>>(6).fill(() => this.#scroll(page)),
      () => this.#visit(page),
      () => this.#goBack(page),
      () => this.#open(),
      () => this.#close(page),
    ]);
    await act();
  }

  /** Waits for every tab's answers and answers what is not as it should be, in words. */
  async findFaults(): Promise<string[]> {
    const faults: string[] = [];
    for (const page of this.#tabs) faults.push(...(await findFaults(page)));
    return faults;
  }

  async end(): Promise<void> {
    await Promise.all(this.#tabs.map((page) => page.close()));
    this.#tabs = [];
    this.#site.clear();
  }

  async #scroll(page: Page): Promise<void> {
    const distance = this.#random.pick([-600, 200, 400, 800, 1_600]);
    await page.mouse.wheel(0, distance);
    await rest(this.#random.pick([50, 200, 600]));
  }

  /** Every visit finds new pictures there. */
  async #visit(page: Page): Promise<void> {
    const feed = this.#random.pick(feeds);
    this.visits += 1;
    await declarePictures(this.#site, feed);
    const url = `${feed.url}?visit=${this.visits}`;
    this.#site.add(url, feed.html);
    await page.goto(url, { waitUntil: 'commit' });
    await rest(this.#random.pick([0, 100, 1_000]));
  }

  async #goBack(page: Page): Promise<void> {
    await page.goBack({ waitUntil: 'commit' });
    await rest(200);
  }

  async #open(): Promise<void> {
    if (this.#tabs.length === mostTabs) return;
    const page = await this.#newPage();
    this.#tabs.push(page);
    await this.#visit(page);
  }

  async #close(page: Page): Promise<void> {
    this.#tabs = this.#tabs.filter((other) => other !== page);
    await page.close();
  }
}

async function declarePictures(site: Site, feed: Feed): Promise<void> {
  const body = await createPicture({ width: 640, height: 480 });
  const headers = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' };
  for (const url of findPictureUrls(feed)) site.add(url, { body, type: 'image/jpeg', headers });
}

async function findFaults(page: Page): Promise<string[]> {
  await page.bringToFront();
  const badges = new Badges(page);
  const endsAt = Date.now() + patienceMs;
  const isChecking = async () => (await badges.all()).some(({ verdict }) => verdict === 'Checking');
  while ((await isChecking()) && Date.now() < endsAt) await rest(pollMs);
  const all = await badges.all();
  const unanswered = all.filter(({ verdict }) => verdict === 'Checking');
  return [
    ...unanswered.map(({ label }) => `${page.url()}: "${label}" is checked for ever`),
    ...(await findOrphans(page, all)).map(
      ({ verdict, label }) => `${page.url()}: "${verdict}: ${label}" lies on no picture`,
    ),
  ];
}

function rest(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
