import type { Page } from '@playwright/test';
import { bluesky } from '../../e2e/feeds/bluesky.ts';
import { findPictureUrls, type Feed } from '../../e2e/feeds/feed.ts';
import { instagram } from '../../e2e/feeds/instagram.ts';
import { mastodon } from '../../e2e/feeds/mastodon.ts';
import { reddit } from '../../e2e/feeds/reddit.ts';
import { x } from '../../e2e/feeds/x.ts';
import { Badges, type Badge } from '../../e2e/pages/badges.ts';
import type { Site } from '../../e2e/site/site.ts';
import { createPicture } from '../../e2e/site/test-picture.ts';
import { withinTime } from '../../lib/host/waiting.ts';
import { Random } from '../../lib/inference/fixtures/random.ts';
import { findOrphans } from './find-orphans.ts';
import type { MemorySample } from './growth.ts';
import type { PartEnd, PartOptions } from './part.ts';
import type { SoakBrowser } from './soak-browser.ts';

const feeds = [x, reddit, instagram, bluesky, mastodon];
const mostTabs = 4;
const stepsPerSample = 10;
const stepsPerCheck = 50;
const patienceMs = 60_000;
const pollMs = 250;

/** Longer than Playwright waits for a page; some of its calls have no limit of their own. */
const stepMs = 45_000;

/** Browses the test feeds for so many minutes: scrolls, goes on and back, opens and closes tabs. The same steps every time. */
export async function browseFeeds({ browser, site, amount }: PartOptions): Promise<PartEnd> {
  const endsAt = Date.now() + amount * 60_000;
  const walk = new Walk({ site, browser });
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

type WalkOptions = Pick<PartOptions, 'browser' | 'site'>;

interface Steering {
  page: Page;
  /** What is done with it, in words. */
  by: string;
  limitMs?: number;
}

/** A person with some tabs, who does the next thing that comes to mind. */
class Walk {
  visits = 0;
  readonly #site: Site;
  readonly #browser: SoakBrowser;
  readonly #random = new Random(5);
  #tabs: Page[] = [];
  #faults: string[] = [];

  constructor({ site, browser }: WalkOptions) {
    this.#site = site;
    this.#browser = browser;
  }

  async step(): Promise<void> {
    if (this.#tabs.length === 0) return this.#open();
    const page = this.#random.pick(this.#tabs);
    const act = this.#random.pick([
      ...Array<() => Promise<void>>(6).fill(() => this.#scroll(page)),
      () => this.#visit(page),
      () => this.#goBack(page),
      () => this.#open(),
      () => this.#close(page),
    ]);
    await this.#steer({ page, by: 'bringing it to front' }, () => page.bringToFront());
    if (this.#tabs.includes(page)) await act();
  }

  /** Waits for every tab's answers and answers what is not as it should be since the last time, in words. */
  async findFaults(): Promise<string[]> {
    for (const page of this.#tabs) {
      const limitMs = patienceMs + stepMs;
      await this.#steer({ page, by: 'reading badges', limitMs }, async () => {
        this.#faults.push(...(await findFaults(page)));
      });
    }
    const faults = this.#faults;
    this.#faults = [];
    return faults;
  }

  async end(): Promise<void> {
    for (const page of this.#tabs) await this.#close(page);
    this.#site.clear();
  }

  /**
   * Does something with a tab, and gives the tab up where that fails or does not end. Playwright loses its line to some that
   * come back from the back/forward cache: a fault is only a page that a new line does not reach either.
   */
  async #steer({ page, by, limitMs = stepMs }: Steering, act: () => Promise<unknown>) {
    const tooLate = () => new Error(`no end within ${limitMs / 1000} s`);
    try {
      await withinTime(act(), limitMs, tooLate);
    } catch (error) {
      console.log(`  gave up ${page.url()} over ${by}: ${String(error)}`);
      this.#tabs = this.#tabs.filter((other) => other !== page);
      if (!(await isAnswering(page))) this.#faults.push(`${page.url()}: answers nothing`);
      void page.close().catch(() => undefined); // May take as long as what was given up.
    }
  }

  async #scroll(page: Page): Promise<void> {
    const distance = this.#random.pick([-600, 200, 400, 800, 1_600]);
    const restMs = this.#random.pick([50, 200, 600]);
    await this.#steer({ page, by: 'scrolling' }, () => page.mouse.wheel(0, distance));
    await rest(restMs);
  }

  /** Every visit finds new pictures there. */
  async #visit(page: Page): Promise<void> {
    const feed = this.#random.pick(feeds);
    this.visits += 1;
    await declarePictures(this.#site, feed);
    const url = `${feed.url}?visit=${this.visits}`;
    this.#site.add(url, feed.html);
    await this.#steer({ page, by: 'a visit' }, () => page.goto(url, { waitUntil: 'commit' }));
    await rest(this.#random.pick([0, 100, 1_000]));
  }

  async #goBack(page: Page): Promise<void> {
    await this.#steer({ page, by: 'going back' }, () => page.goBack({ waitUntil: 'commit' }));
    await rest(200);
  }

  async #open(): Promise<void> {
    if (this.#tabs.length === mostTabs) return;
    const page = await this.#browser.newPage();
    this.#tabs.push(page);
    await this.#visit(page);
  }

  async #close(page: Page): Promise<void> {
    await this.#steer({ page, by: 'closing' }, () => page.close());
    this.#tabs = this.#tabs.filter((other) => other !== page);
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
  const isChecking = ({ verdict }: Badge) => verdict === 'Checking';
  let all = await badges.all();
  while (all.some(isChecking) && Date.now() < endsAt) {
    await rest(pollMs);
    all = await badges.all();
  }
  return [
    ...all.filter(isChecking).map(({ label }) => `${page.url()}: "${label}" is checked for ever`),
    ...(await findOrphans(page, all)).map(
      ({ verdict, label }) => `${page.url()}: "${verdict}: ${label}" lies on no picture`,
    ),
  ];
}

async function isAnswering(page: Page): Promise<boolean> {
  const ask = async () => {
    const session = await page.context().newCDPSession(page);
    await session.send('Runtime.evaluate', { expression: '1' });
    return true;
  };
  const tooLate = () => new Error('expected an answer');
  return withinTime(ask(), patienceMs, tooLate).catch(() => false);
}

function rest(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
