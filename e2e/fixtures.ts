import { existsSync } from 'node:fs';
import type { BrowserContext, Page, Worker } from '@playwright/test';
import { extensionIdOf, findServiceWorker, launchWithExtension } from './browser/launch.ts';
import { Badges } from './pages/badges.ts';
import { openPopup } from './pages/popup.ts';
import { extensionFolder } from './set-up/build-extension.ts';
import { findBrowser } from './set-up/find-browser.ts';
import { thisMachine } from './set-up/machine.ts';
import type { Site } from './site/site.ts';
import { test as onWeb } from './site/test-web.ts';

interface WorkerFixtures {
  /** One browser with the extension for all tests of a worker. */
  browserContext: BrowserContext;
}

interface TestFixtures {
  serviceWorker: Worker;
  extensionId: string;
  badges: Badges;
  /** Opens the popup for the test's page. */
  popup: () => Promise<Page>;
}

interface BrowserOptions {
  /** Where the browser remembers; without it, it remembers nothing. */
  profile?: string;
  args?: string[];
  /** The folder of another build; empty for a browser without the extension. */
  extension?: string;
}

/** Opens a browser whose every name leads to `web`. */
export async function launchOn(
  web: Site,
  { profile = '', args = [], extension = extensionFolder }: BrowserOptions = {},
): Promise<BrowserContext> {
  const { found } = findBrowser(thisMachine);
  const isBuilt = extension === '' || existsSync(extension);
  if (!found || !isBuilt) throw new Error('Run these tests by "npm run e2e"');
  return launchWithExtension({
    executablePath: found.path,
    extension,
    profile,
    hostRules: [
      'MAP unreachable.test ~NOTFOUND',
      `MAP * 127.0.0.1:${web.port}`,
      'EXCLUDE localhost',
    ],
    headless: true,
    args: ['--ignore-certificate-errors', ...args],
  });
}

export const test = onWeb.extend<TestFixtures, WorkerFixtures>({
  browserContext: [
    async ({ web }, use) => {
      const context = await launchOn(web);
      await findServiceWorker(context);
      await use(context);
      await context.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ browserContext }, use) => {
    await use(browserContext);
    await forget(browserContext);
  },
  page: async ({ context }, use) => {
    await use(await context.newPage());
  },
  serviceWorker: async ({ context }, use) => {
    await use(await findServiceWorker(context));
  },
  extensionId: async ({ serviceWorker }, use) => {
    await use(extensionIdOf(serviceWorker));
  },
  badges: async ({ page }, use) => {
    await use(new Badges(page));
  },
  popup: async ({ page, serviceWorker }, use) => {
    await use(() => openPopup(page, serviceWorker));
  },
});

export { expect } from '@playwright/test';

/** Closes all pages but one, which keeps the browser open, and puts the settings back. */
async function forget(context: BrowserContext): Promise<void> {
  const kept = await context.newPage();
  const others = context.pages().filter((page) => page !== kept);
  await Promise.all(others.map((page) => page.close()));
  const serviceWorker = await findServiceWorker(context);
  await serviceWorker.evaluate(async () => {
    await chrome.storage.local.clear();
    await chrome.storage.sync.clear();
  });
}
