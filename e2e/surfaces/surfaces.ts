import { expect as playwrightExpect, type Page } from '@playwright/test';
import { extensionIdOf } from '../browser/launch.ts';
import { openCheck } from '../pages/check.ts';
import { openHealth } from '../pages/health.ts';
import { openHistory } from '../pages/history.ts';
import { InspectorView } from '../pages/inspector.ts';
import { Options } from '../pages/options.ts';
import { openPopup } from '../pages/popup.ts';
import type { WindowSize } from './camera.ts';
import type { Studio } from './studio.ts';

/** Something of the extension that a person sees. */
export interface Surface {
  size: WindowSize;
  /** Makes it show what it is for, once the whole feed was read, and answers its page. */
  show: (studio: Studio) => Promise<Page>;
  /** Fails where what only lasts for a while was gone before the photograph was taken. */
  confirm?: (studio: Studio) => Promise<void>;
}

/** As patient outside of a test run, where its settings do not count. */
const expect = playwrightExpect.configure({ timeout: 20_000 });

const wide = { width: 1280, height: 800 };
/** Little more than the feed. */
const narrow = { width: 800, height: 640 };
const subject = 'A banded planet with a ring';
const ownFiles = [
  'glass-800.png',
  'dunes-1200.jpeg',
  'julia-1200.png',
  'aurora-1200.webp',
  'weave-900.jpeg',
  'bokeh-1200.jpeg',
  'contours-1200.webp',
];

/** All of them, by name. */
export const surfaces = {
  badges: { size: narrow, show: showBadges },
  card: { size: wide, show: showCard, confirm: confirmCard },
  inspector: { size: wide, show: showInspector },
  popup: { size: { width: 360, height: 600 }, show: showPopup },
  files: { size: wide, show: showFiles },
  history: { size: wide, show: showHistory },
  options: { size: wide, show: showOptions },
  health: { size: wide, show: showHealth },
  welcome: { size: wide, show: showWelcome },
} satisfies Record<string, Surface>;

async function showBadges({ page, badges }: Studio): Promise<Page> {
  await page.bringToFront();
  await page.evaluate(() => window.scrollTo(0, 1190));
  await expect.poll(() => badges.verdictOf('Blue and red wool in twill')).toBe('Fake');
  await expect.poll(async () => (await badges.all()).length).toBeGreaterThanOrEqual(5);
  return page;
}

async function showCard({ page, badges }: Studio): Promise<Page> {
  await page.bringToFront();
  await page.setViewportSize(wide); // A card closes when its badge moves away from the pointer.
  await page.evaluate(() => window.scrollTo(0, 600));
  await expect.poll(() => badges.verdictOf(subject)).toBeDefined();
  await badges.hover(subject);
  await expect.poll(() => badges.cardText()).toContain('Look closer');
  return page;
}

async function confirmCard({ badges }: Studio): Promise<void> {
  expect(await badges.cardText()).toContain('Look closer');
}

async function showInspector(studio: Studio): Promise<Page> {
  const feed = await showCard(studio);
  const inspector = await InspectorView.openedBy(feed, () => studio.badges.lookCloser());
  await inspector.button('Show the picture in full').click();
  await expect(inspector.page.getByText('This is the small copy')).toBeHidden();
  return inspector.page;
}

async function showPopup({ page, serviceWorker }: Studio): Promise<Page> {
  const popup = await openPopup(page, serviceWorker);
  await expect(popup.getByRole('listitem')).toHaveCount(21);
  await expect(popup.getByRole('listitem').first().locator('img')).toBeVisible();
  return popup;
}

async function showFiles(studio: Studio): Promise<Page> {
  const page = await openCheck(studio.context);
  await page.getByLabel('Choose pictures').setInputFiles(studio.readFiles(ownFiles));
  await expect(page.getByText(`All ${ownFiles.length} checked`).first()).toBeVisible();
  await expect(page.locator('tbody img')).toHaveCount(ownFiles.length);
  await page.getByRole('columnheader', { name: 'Score' }).getByRole('button').click();
  return page;
}

async function showHistory({ context }: Studio): Promise<Page> {
  const page = await openHistory(context);
  await expect(page.getByText('18 pictures', { exact: true })).toBeVisible();
  await expect.poll(() => page.locator('tbody img').count()).toBeGreaterThan(8);
  return page;
}

async function showOptions({ context }: Studio): Promise<Page> {
  const { page } = await Options.open(context);
  await expect(page.getByText('demo.candid.test')).toBeVisible();
  await page.getByRole('region', { name: 'Sites' }).evaluate((section) => section.scrollIntoView());
  return page;
}

async function showHealth({ context }: Studio): Promise<Page> {
  const page = await openHealth(context);
  await expect(page.getByText('Running', { exact: true })).toBeVisible();
  return page;
}

/** As a person meets it, who has chosen nothing yet. */
async function showWelcome({ context, serviceWorker }: Studio): Promise<Page> {
  await serviceWorker.evaluate(() => chrome.storage.local.remove('sites'));
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionIdOf(serviceWorker)}/welcome.html`);
  await expect(page.getByRole('radio', { name: 'On the big feeds' })).toBeChecked();
  await expect(page.getByRole('button', { name: /^Get / })).toBeVisible();
  return page;
}
