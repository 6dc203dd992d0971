import type { BrowserContext, Page } from '@playwright/test';
import { DevTools } from './browser/devtools.ts';
import { attributeOf, descendantsOf, type DomNode } from './browser/dom-tree.ts';
import { EngineRoom } from './browser/engine-room.ts';
import { extensionIdOf, findServiceWorker } from './browser/launch.ts';
import { createProfile } from './browser/profile.ts';
import { expect, launchOn, test } from './fixtures.ts';
import { Badges, verdict } from './pages/badges.ts';
import { namesOf } from './pages/check.ts';
import { openHistory } from './pages/history.ts';
import { openEnginePopup } from './pages/popup.ts';
import type { Site } from './site/site.ts';
import { createPicture } from './site/test-picture.ts';

async function addPicture(web: Site, name: string): Promise<void> {
  web.add(
    `https://x.com/${name}`,
    `<img src="/${name}.jpg" alt="${name}" width="400" height="300">`,
  );
  web.add(`https://x.com/${name}.jpg`, { body: await createPicture(), type: 'image/jpeg' });
}

/** Opens a window of its own, which Playwright would make a tab. */
async function openWindow(context: BrowserContext, devTools: DevTools): Promise<Page> {
  const opened = context.waitForEvent('page');
  await devTools.send('Target.createTarget', { url: 'about:blank', newWindow: true });
  return opened;
}

test('two windows with several tabs share one engine', async ({ web }) => {
  const profile = createProfile();
  const context = await launchOn(web, { profile, args: ['--remote-debugging-port=0'] });
  const popup = await openEnginePopup(context, await findServiceWorker(context));
  await expect(popup.getByRole('contentinfo')).toContainText('starts with the first picture');
  const devTools = await DevTools.connect(profile);
  const engine = await EngineRoom.enter(devTools);
  const names = ['first', 'second', 'third', 'window'];
  for (const name of names) await addPicture(web, name);
  const pages = [
    await context.newPage(),
    await context.newPage(),
    await context.newPage(),
    await openWindow(context, devTools),
  ];
  await Promise.all(pages.map((page, index) => page.goto(`https://x.com/${names[index]}`)));
  for (const [index, page] of pages.entries()) {
    await page.bringToFront();
    const badges = new Badges(page);
    await expect.poll(() => badges.verdictOf(names[index] ?? '')).toMatch(verdict);
  }
  expect(await devTools.countTargets('/offscreen.html')).toBe(1);
  expect(engine).toMatchObject({ started: 1, living: 1 });
  devTools.close();
  await context.close();
  web.clear();
});

test('a private window has an engine of its own, which ends with it, and leaves nothing in the history', async ({
  web,
}) => {
  const profile = createProfile();
  const context = await launchOn(web, { profile, args: ['--remote-debugging-port=0'] });
  const extensionId = extensionIdOf(await findServiceWorker(context));
  await allowInPrivateWindows(context, extensionId);
  const devTools = await DevTools.connect(profile);
  await addPicture(web, 'open');
  await addPicture(web, 'private');
  const page = await context.newPage();
  await page.goto('https://x.com/open');
  await expect.poll(() => new Badges(page).verdictOf('open')).toMatch(verdict);
  expect(await devTools.countTargets('/offscreen.html')).toBe(1);
  const opener = await context.newPage();
  await opener.goto(`chrome-extension://${extensionId}/popup.html`);
  await opener.evaluate(async () => {
    await chrome.windows.create({ incognito: true, url: 'https://x.com/private' });
  });
  await expect.poll(() => devTools.countTargets('/offscreen.html')).toBe(2);
  const judged = expect.stringMatching(/^(Real|Fake|Unsure): private$/);
  await expect.poll(() => readNames(devTools, 'https://x.com/private')).toContainEqual(judged);
  await devTools.closeTarget('https://x.com/private');
  await expect.poll(() => devTools.countTargets('/offscreen.html')).toBe(1);
  await expect(namesOf(await openHistory(context))).toHaveText(['open']);
  devTools.close();
  await context.close();
  web.clear();
});

/** What everything on a page is called, badges too: a private window is one that Playwright does not see. */
async function readNames(devTools: DevTools, url: string): Promise<(string | undefined)[]> {
  const session = await devTools.attach(url);
  const { root } = await devTools.send('DOM.getDocument', { depth: -1, pierce: true }, session);
  await devTools.send('Target.detachFromTarget', { sessionId: session });
  return descendantsOf(root as DomNode).map((node) => attributeOf(node, 'aria-label'));
}

interface DeveloperPrivate {
  updateExtensionConfiguration(update: {
    extensionId: string;
    incognitoAccess: boolean;
  }): Promise<void>;
}

/** As the person does on the page of the browser's extensions. */
async function allowInPrivateWindows(context: BrowserContext, extensionId: string): Promise<void> {
  const extensions = await context.newPage();
  await extensions.goto('chrome://extensions');
  await extensions.evaluate(async (id) => {
    const { developerPrivate } = chrome as unknown as { developerPrivate: DeveloperPrivate };
    await developerPrivate.updateExtensionConfiguration({ extensionId: id, incognitoAccess: true });
  }, extensionId);
  await extensions.close();
}
