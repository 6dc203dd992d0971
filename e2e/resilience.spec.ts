import { DevTools } from './browser/devtools.ts';
import { createProfile } from './browser/profile.ts';
import { expect, launchOn, test } from './fixtures.ts';
import { Badges, verdict } from './pages/badges.ts';
import { createPicture } from './site/test-picture.ts';
import type { Site } from './site/site.ts';

/** A browser of its own for each test, with a line to what Playwright does not show. */
async function launchWithDevTools(web: Site) {
  const profile = createProfile();
  const context = await launchOn(web, { profile, args: ['--remote-debugging-port=0'] });
  const page = await context.newPage();
  const devTools = await DevTools.connect(profile);
  const close = async () => {
    devTools.close();
    await context.close();
    web.clear();
  };
  return { page, badges: new Badges(page), devTools, close };
}

async function addPicture(web: Site, name: string): Promise<void> {
  const image = `<img src="/${name}.jpg" alt="${name}" width="400" height="300">`;
  web.add(`https://x.com/${name}`, image);
  web.add(`https://x.com/${name}.jpg`, { body: await createPicture(), type: 'image/jpeg' });
}

test('a picture is judged after the service worker was stopped', async ({ web }) => {
  const { page, badges, devTools, close } = await launchWithDevTools(web);
  await addPicture(web, 'before');
  await addPicture(web, 'after');
  await page.goto('https://x.com/before');
  await expect.poll(() => badges.verdictOf('before')).toMatch(verdict);
  const session = await devTools.attach('/offscreen.html');
  await devTools.send('ServiceWorker.enable', {}, session);
  await devTools.send('ServiceWorker.stopAllWorkers', {}, session);
  await expect.poll(() => devTools.hasTarget('/background.js')).toBe(false);
  await page.goto('https://x.com/after');
  await expect.poll(() => badges.verdictOf('after')).toMatch(verdict);
  await close();
});

test('pictures are judged although the worker is killed in the middle', async ({ web }) => {
  const { page, badges, devTools, close } = await launchWithDevTools(web);
  const names = ['a', 'b', 'c'];
  for (const name of names) await addPicture(web, name);
  const images = names.map(
    (name) => `<img src="/${name}.jpg" alt="${name}" width="300" height="200">`,
  );
  web.add('https://x.com/', images.join(''));
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('a'), { intervals: [20] }).toBe('Checking');
  await expect.poll(() => killWorkers(devTools), { intervals: [20] }).toBeGreaterThan(0);
  for (const name of names) {
    await expect.poll(() => badges.verdictOf(name), { timeout: 60_000 }).toMatch(verdict);
  }
  await close();
});

/** Ends the inference worker from within, which tells nobody; answers how many there were. */
async function killWorkers(devTools: DevTools): Promise<number> {
  if (!(await devTools.hasTarget('/offscreen.html'))) return 0;
  const workers = await devTools.attachToWorkers(await devTools.attach('/offscreen.html'));
  for (const worker of workers) {
    await devTools.send('Runtime.evaluate', { expression: 'self.close()' }, worker);
  }
  return workers.length;
}
