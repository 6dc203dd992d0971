import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { buildWithCatalog } from './browser/build-with-catalog.ts';
import { findServiceWorker } from './browser/launch.ts';
import { createProfile } from './browser/profile.ts';
import { expect, launchOn, test } from './fixtures.ts';
import { Badges, verdict } from './pages/badges.ts';
import { Options } from './pages/options.ts';
import { openPopup } from './pages/popup.ts';
import { Hub, type Repository } from './site/hub.ts';
import type { Site } from './site/site.ts';
import {
  catalogWith,
  smallConfig,
  smallPreprocessor,
  smallRepository,
  smallWeights,
} from './site/small-model.ts';
import { createPicture } from './site/test-picture.ts';

const small = 'Small test model';

/** A lost connection and a failing server are tried again for half a minute before a person is told. */
const patienceMs = 60_000;

let extension: string;

test.beforeAll(() => {
  extension = buildWithCatalog(catalogWith(smallRepository()), 'e2e-models');
});

/** A browser of its own for each test, on a web with a hub that has the small model. */
async function start(web: Site, profile = createProfile()) {
  const hub = new Hub(web);
  hub.publish(smallRepository());
  const context = await launchOn(web, { extension, profile });
  const options = await Options.open(context);
  const row = options.row(small);
  await expect(row).toBeVisible();
  return { hub, context, options, row, profile };
}

async function install(options: Options, row: Locator): Promise<void> {
  await options.button(/^Get /, row).click();
  await expect(options.button('Use', row)).toBeVisible();
}

async function use(options: Options, row: Locator): Promise<void> {
  await options.button('Use', row).click();
  await expect(row.getByText('In use')).toBeVisible();
}

/** Lets a picture be judged on a page, and answers what the popup says of the model that did. */
async function judge(web: Site, context: BrowserContext, label: string): Promise<Locator> {
  web.add(`https://x.com/${label}`, `<img src="/${label}.jpg" alt="${label}" width="400">`);
  web.add(`https://x.com/${label}.jpg`, { body: await createPicture(), type: 'image/jpeg' });
  const page = await context.newPage();
  await page.goto(`https://x.com/${label}`);
  const badges = new Badges(page);
  await expect.poll(() => badges.verdictOf(label)).toMatch(verdict);
  return (await openPopup(page, await findServiceWorker(context))).getByRole('contentinfo');
}

test.afterEach(({ web }) => web.clear());

test('the full model is got by one click, with its progress, and is then on this computer', async ({
  web,
}) => {
  const { hub, context, options, row } = await start(web);
  await expect(row).toContainText(/Full model.*616 kB.*Licence MIT.*Revision 1111111/);
  await expect(options.row('Candid starter')).toContainText(/In use.*Comes with Candid/);
  hub.answerBy({ way: 'slow' });
  await options.button('Get (616 kB)', row).click();
  await expect(row).toContainText(/\d+ kB of 616 kB · \d+ kB\/s · \d seconds? left/);
  const before = await options.percentOf(row);
  await expect.poll(() => options.percentOf(row)).toBeGreaterThan(before);
  await expect(options.button('Use', row)).toBeVisible();
  await expect(options.progress(row)).toBeHidden();
  await context.close();
});

test('a paused download keeps what came and goes on from there', async ({ web }) => {
  const { hub, context, options, row } = await start(web);
  hub.answerBy({ way: 'slow' });
  await options.button(/^Get /, row).click();
  await expect.poll(() => options.percentOf(row)).toBeGreaterThan(20);
  await options.button('Pause', row).click();
  await expect(row).toContainText(/\d+ kB of 616 kB here and kept/);
  const kept = await options.percentOf(row);
  await options.button('Resume', row).click();
  await expect.poll(() => options.percentOf(row)).toBeGreaterThanOrEqual(kept);
  await expect(options.button('Use', row)).toBeVisible();
  expect(hub.ranges).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]\d{4,}-$/)]);
  await context.close();
});

test('a download goes on where it was after the browser was closed', async ({ web }) => {
  const first = await start(web);
  first.hub.answerBy({ way: 'slow' });
  await first.options.button(/^Get /, first.row).click();
  await expect.poll(() => first.options.percentOf(first.row)).toBeGreaterThan(20);
  await first.context.close();
  const { hub, context, options, row } = await start(web, first.profile);
  await expect(row).toContainText(/\d+ kB of 616 kB here and kept/);
  await options.button('Resume', row).click();
  await expect(options.button('Use', row)).toBeVisible();
  expect(hub.ranges).toEqual([expect.stringMatching(/^bytes=[1-9]\d{4,}-$/)]);
  await context.close();
});

test('a connection that is cut is taken up again by itself', async ({ web }) => {
  const { hub, context, options, row } = await start(web);
  hub.answerBy({ way: 'cutOnce' });
  await options.button(/^Get /, row).click();
  await expect(options.button('Use', row)).toBeVisible();
  expect(hub.ranges).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]\d{4,}-$/)]);
  await context.close();
});

test('what arrived can be thrown away', async ({ web }) => {
  const { hub, context, options, row } = await start(web);
  hub.answerBy({ way: 'slow' });
  await options.button(/^Get /, row).click();
  await expect.poll(() => options.percentOf(row)).toBeGreaterThan(10);
  await options.button('Pause', row).click();
  await options.button('Discard', row).click();
  await expect(row.getByText('Throw away what has arrived?')).toBeVisible();
  await options.button('Discard', row).click();
  await expect(options.button('Get (616 kB)', row)).toBeVisible();
  await expect(options.progress(row)).toBeHidden();
  await context.close();
});

test('wrong bytes are thrown away, and a person is told so', async ({ web }) => {
  const { hub, context, options, row } = await start(web);
  hub.answerBy({ way: 'wrongBytes' });
  await options.button(/^Get /, row).click();
  await expect(row).toContainText('It was thrown away and nothing was installed.');
  await expect(options.progress(row)).toBeHidden();
  await expect(options.button('Use', row)).toBeHidden();
  hub.answerBy({ way: 'whole' });
  await options.button('Try again', row).click();
  await expect(options.button('Use', row)).toBeVisible();
  await context.close();
});

test('a model that is gone from the hub is told to be gone', async ({ web }) => {
  const { hub, context, options, row } = await start(web);
  hub.answerBy({ way: 'refused', status: 404 });
  await options.button(/^Get /, row).click();
  await expect(row).toContainText('It may have been moved or taken down.');
  await context.close();
});

test('a busy hub is told to be busy, with the time it asks to wait', async ({ web }) => {
  const { hub, context, options, row } = await start(web);
  hub.answerBy({ way: 'refused', status: 429, retryAfterSeconds: 3 });
  await options.button(/^Get /, row).click();
  await expect(row).toContainText('The server is busy. It asks you to wait 3 seconds');
  await expect(row).toContainText('You can try again now.');
  hub.answerBy({ way: 'whole' });
  await options.button(/Try again|Resume/, row).click();
  await expect(options.button('Use', row)).toBeVisible();
  await context.close();
});

test('a hub that fails for long is told to fail', async ({ web }) => {
  const { hub, context, options, row } = await start(web);
  hub.answerBy({ way: 'refused', status: 500 });
  await options.button(/^Get /, row).click();
  await expect(row).toContainText('The server has a problem.', { timeout: patienceMs });
  await context.close();
});

test('the popup leads to the full model while only the starter is here', async ({ web }) => {
  const { context, options } = await start(web);
  web.add('https://x.com/', 'Nothing to see');
  const page = await context.newPage();
  await page.goto('https://x.com/');
  const popup = await openPopup(page, await findServiceWorker(context));
  await options.page.close(); // An open one would be shown instead of a new one.
  const opened = context.waitForEvent('page');
  await popup.getByRole('button', { name: 'Get the full model (616 kB)' }).click();
  const ledTo = Options.on(await opened);
  await install(ledTo, ledTo.row(small));
  await expect(popup.getByRole('button', { name: /Get the full model/ })).toBeHidden();
  await expect(popup.getByRole('button', { name: 'Options' })).toBeVisible();
  await context.close();
});

/** The badge of the picture on a page of `judge`, which has been open since. */
async function expectJudgedBy(model: string, page: Page): Promise<void> {
  await page.bringToFront(); // A tab in the background waits.
  const badges = new Badges(page);
  await badges.hover(new URL(page.url()).pathname.slice(1));
  await expect.poll(() => badges.cardText()).toContain(model);
}

function findOpen(context: BrowserContext, url: string): Page {
  const page = context.pages().find((each) => each.url() === url);
  if (!page) throw new Error(`Expected a page that shows ${url}`);
  return page;
}

test('a model that is put to use judges pictures, and the person can go back', async ({ web }) => {
  const { context, options, row } = await start(web);
  await install(options, row);
  await use(options, row);
  await expect(options.button('Remove', row)).toBeHidden();
  const before = await judge(web, context, 'after-use');
  await expect(before).toContainText('Small test model');
  await options.button('Go back to Candid starter', row).click();
  await expect(options.row('Candid starter').getByText('In use')).toBeVisible();
  const after = await judge(web, context, 'after-going-back');
  await expect(after).toContainText('Candid starter');
  await expectJudgedBy('Candid starter', findOpen(context, 'https://x.com/after-use'));
  await context.close();
});

test('a model is removed once the person has confirmed it', async ({ web }) => {
  const { context, options, row } = await start(web);
  await install(options, row);
  await options.button('Remove', row).click();
  await expect(row.getByText('Remove it from this computer?')).toBeVisible();
  await options.button('Keep it', row).click();
  await options.button('Remove', row).click();
  await options.button('Remove', row).click();
  await expect(options.button('Get (616 kB)', row)).toBeFocused();
  await context.close();
});

test('a model in files of the person is added, marked as unverified, and judges', async ({
  web,
}) => {
  const { context, options } = await start(web);
  await addFiles(options, { config: smallConfig, weights: smallWeights.timm });
  await expect(options.page.getByText('Added: Mine. It is in the list above.')).toBeVisible();
  const row = options.row('Mine');
  await expect(row).toContainText(/Unverified.*Nobody has checked it/);
  await use(options, row);
  await expect(await judge(web, context, 'by-mine')).toContainText('Mine');
  await context.close();
});

test('files that are no model are refused, with the reason', async ({ web }) => {
  const { context, options } = await start(web);
  await addFiles(options, { config: Buffer.from('{}'), weights: smallWeights.hf });
  await expect(options.page.getByRole('alert')).toContainText('not a model that Candid can read');
  await expect(options.row('Mine')).toBeHidden();
  await context.close();
});

test('a model that does not pass its self-test leaves the one before in use', async ({ web }) => {
  const { context, options } = await start(web);
  const torn = Buffer.from(smallWeights.hf).fill(0xff, 300_000);
  await addFiles(options, { config: smallConfig, weights: torn });
  const row = options.row('Mine');
  await options.button('Use', row).click();
  await expect(row).toContainText('did not pass its self-test. The one before it stays in use.');
  await expect(options.row('Candid starter').getByText('In use')).toBeVisible();
  await context.close();
});

test('a model of the hub is added by its name and revision, marked as unverified', async ({
  web,
}) => {
  const { hub, context, options } = await start(web);
  const files = {
    'config.json': smallConfig,
    'preprocessor_config.json': smallPreprocessor,
    'model.safetensors': smallWeights.timm,
  };
  hub.publish({ name: 'someone/detector', commit: '2'.repeat(40), files }, 'v2');
  await options.page.getByLabel('Repository').fill('someone/detector');
  await options.page.getByLabel('Revision').fill('v2');
  await options.button('Get it').click();
  const row = options.row('someone/detector');
  await expect(row).toContainText(/Unverified.*Licence apache-2.0.*Revision 2222222/);
  await use(options, row);
  await expect(await judge(web, context, 'by-hub')).toContainText('someone/detector');
  await context.close();
});

test('a name that the hub does not know is told to be unknown', async ({ web }) => {
  const { context, options } = await start(web);
  await options.page.getByLabel('Repository').fill('someone/nothing');
  await options.button('Get it').click();
  await expect(options.page.getByRole('alert')).toContainText(
    'The model is not where it should be',
  );
  await context.close();
});

test('a newer revision is offered and not taken', async ({ web }) => {
  const profile = createProfile();
  const folder = mkdtempSync(join(tmpdir(), 'candid-models-update-'));
  const launch = (repository: Repository, build: string) => {
    new Hub(web).publish(repository);
    rmSync(folder, { recursive: true });
    cpSync(build, folder, { recursive: true }); // An unpacked extension is known by its folder.
    return launchOn(web, { profile, extension: folder });
  };
  const older = await launch(smallRepository(), extension);
  const before = await Options.open(older);
  await install(before, before.row(small));
  await use(before, before.row(small));
  await older.close();
  const successor = smallRepository('timm', '3'.repeat(40));
  const newer = await launch(
    successor,
    buildWithCatalog(catalogWith(successor), 'e2e-models-update'),
  );
  const options = await Options.open(newer);
  const [update, current] = ['Revision 3333333', 'Revision 1111111'].map((hasText) =>
    options.row(small).filter({ hasText }),
  ) as [Locator, Locator];
  await expect(update).toContainText(/Newer revision.*stays until you choose this one/);
  await expect(current.getByText('In use')).toBeVisible();
  await install(options, update);
  await expect(current.getByText('In use')).toBeVisible();
  await use(options, update);
  await options.button(`Go back to ${small}`, update).click();
  await expect(current.getByText('In use')).toBeVisible();
  await newer.close();
});

interface ModelFiles {
  config: Buffer;
  weights: Buffer;
}

async function addFiles({ page }: Options, { config, weights }: ModelFiles): Promise<void> {
  await page.getByLabel(/^Choose files/).setInputFiles([
    { name: 'config.json', mimeType: 'application/json', buffer: config },
    { name: 'model.safetensors', mimeType: 'application/octet-stream', buffer: weights },
  ]);
  await page.getByLabel('What to call it').fill('Mine');
  await page.getByRole('button', { name: 'Add it' }).click();
}
