import { existsSync } from 'node:fs';
import type { Browser, Page } from 'puppeteer-core';
import { packageFolderOf } from '../set-up/build-extension.ts';
import { findFirefox } from '../set-up/find-firefox.ts';
import { thisMachine } from '../set-up/machine.ts';
import { test as onWeb } from '../site/test-web.ts';
import { FirefoxBadges } from './badges.ts';
import { ChromeWindow } from './chrome-window.ts';
import { launchFirefox } from './launch.ts';
import { startProxy } from './proxy.ts';

interface WorkerFixtures {
  /** One Firefox with the extension for all tests. */
  firefox: Browser;
  chromeWindow: ChromeWindow;
}

interface TestFixtures {
  tab: Page;
  badges: FirefoxBadges;
}

const extension = packageFolderOf('firefox');

export const test = onWeb.extend<TestFixtures, WorkerFixtures>({
  firefox: [
    async ({ web }, use) => {
      const executablePath = findFirefox(thisMachine);
      if (!executablePath || !existsSync(extension)) {
        throw new Error('Run these tests by "npm run e2e"');
      }
      const proxy = await startProxy(web.port);
      const browser = await launchFirefox({ executablePath, extension, proxyPort: proxy.port });
      await use(browser);
      await browser.close();
      proxy.close();
    },
    { scope: 'worker' },
  ],
  chromeWindow: [
    async ({ firefox }, use) => {
      await use(new ChromeWindow(firefox));
    },
    { scope: 'worker' },
  ],
  tab: async ({ firefox }, use) => {
    const before = await firefox.pages();
    const tab = await firefox.newPage();
    await use(tab);
    const opened = (await firefox.pages()).filter((page) => !before.includes(page));
    await Promise.all(opened.map((page) => page.close()));
  },
  badges: async ({ firefox, tab }, use) => {
    await use(new FirefoxBadges(firefox, tab));
  },
});

export { expect } from '@playwright/test';
