import { test as base } from '@playwright/test';
import { Site } from './site.ts';

interface WorkerFixtures {
  /** The test's web: one server, declared anew by every test. */
  web: Site;
}

interface TestFixtures {
  site: Site;
}

/** Tests with a web of their own, whichever browser they drive. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  web: [
    async ({}, use) => {
      const site = await Site.start();
      await use(site);
      site.close();
    },
    { scope: 'worker' },
  ],
  site: async ({ web }, use) => {
    await use(web);
    web.clear();
  },
});
