import { expect, test } from './fixtures.ts';
import { createPicture } from './site/test-picture.ts';
import type { Reply } from './site/site.ts';

const host = 'https://pictures.test';

function image(name: string): string {
  return `<img src="${host}/${name}" alt="${name}" style="display: block; width: 300px; height: 200px">`;
}

const broken: [string, (good: Buffer) => Reply, string][] = [
  ['a missing picture', () => ({ status: 404 }), 'no longer on its server'],
  ['a forbidden picture', () => ({ status: 403 }), 'refused to send it'],
  ['a picture of a failing server', () => ({ status: 500 }), 'reported an error'],
  ['a page', () => ({ body: '<h1>No picture</h1>' }), 'not a picture'],
  ['an empty file', () => ({ body: Buffer.alloc(0), type: 'image/jpeg' }), 'file is empty'],
  [
    'half a picture',
    (good) => ({ body: good.subarray(0, good.length / 2), type: 'image/jpeg' }),
    'damaged or incomplete',
  ],
];

for (const [name, reply, reason] of broken) {
  test(`${name} could not be checked, its card says why, and the next one is judged`, async ({
    page,
    site,
    badges,
  }) => {
    site.add('https://x.com/', ['broken', 'good'].map(image).join(''));
    site.add(`${host}/broken`, reply(await createPicture()));
    site.add(`${host}/good`, { body: await createPicture(), type: 'image/jpeg' });
    await page.goto('https://x.com/');
    await expect.poll(() => badges.verdictOf('broken')).toBe('Could not check');
    await expect.poll(() => badges.verdictOf('good')).toMatch(/Real|Fake|Unsure/);
    await badges.hover('broken');
    await expect.poll(() => badges.cardText()).toContain(reason);
  });
}

test('a server that cannot be reached is named as the reason', async ({ page, site, badges }) => {
  site.add('https://x.com/', image('far').replace(host, 'https://unreachable.test'));
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('far')).toBe('Could not check');
  await badges.hover('far');
  await expect.poll(() => badges.cardText()).toContain('could not be reached');
});

test('a server that never answers holds nobody else up and ends as not checked', async ({
  page,
  site,
  badges,
}) => {
  site.add('https://x.com/', ['silent', 'first', 'second'].map(image).join(''));
  site.add(`${host}/silent`, { never: true });
  for (const name of ['first', 'second']) {
    site.add(`${host}/${name}`, { body: await createPicture(), type: 'image/jpeg' });
  }
  await page.goto('https://x.com/', { waitUntil: 'commit' });
  await expect.poll(() => badges.verdictOf('second')).toMatch(/Real|Fake|Unsure/);
  await expect.poll(() => badges.verdictOf('first')).toMatch(/Real|Fake|Unsure/);
  expect(await badges.verdictOf('silent')).toBe('Checking');
  await expect.poll(() => badges.verdictOf('silent'), { timeout: 30_000 }).toBe('Could not check');
  await badges.hover('silent');
  await expect.poll(() => badges.cardText()).toContain('did not answer in time');
});
