import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { test as base } from '@playwright/test';
import type { Browser, Page } from 'puppeteer-core';
import { findFirefox } from '../set-up/find-firefox.ts';
import { thisMachine } from '../set-up/machine.ts';
import { Site } from '../site/site.ts';
import { FirefoxBadges } from './badges.ts';
import { ChromeWindow } from './chrome-window.ts';
import { launchFirefox } from './launch.ts';
import { startProxy } from './proxy.ts';

interface WorkerFixtures {
  web: Site;
  /** One Firefox with the extension for all tests. */
  firefox: Browser;
  chromeWindow: ChromeWindow;
}

interface TestFixtures {
  site: Site;
  tab: Page;
  badges: FirefoxBadges;
}

const extensionFolder = resolve(
  import.meta.dirname,
  '../..',
  process.env['CANDID_OUT'] ?? '.output',
  'firefox-mv3',
);

export const test = base.extend<TestFixtures, WorkerFixtures>({
  web: [
    async ({}, use) => {
      const site = await Site.start();
      await use(site);
      site.close();
    },
    { scope: 'worker' },
  ],
  firefox: [
    async ({ web }, use) => {
      const executablePath = findFirefox(thisMachine);
      if (!executablePath || !existsSync(extensionFolder)) {
        throw new Error('Run these tests by "npm run e2e"');
      }
      const proxy = await startProxy(web.port);
      const options = { executablePath, extension: extensionFolder, proxyPort: proxy.port };
      const browser = await launchFirefox(options);
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
  site: async ({ web }, use) => {
    await use(web);
    web.clear();
  },
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
