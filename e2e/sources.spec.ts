import { expect, test } from './fixtures.ts';
import { verdict } from './pages/badges.ts';
import { createPicture } from './site/test-picture.ts';

test('a picture of another origin without CORS headers is judged from its file', async ({
  page,
  site,
  badges,
}) => {
  site.add('https://x.com/', '<img src="https://cdn.test/a.jpg" alt="foreign">');
  const file = await createPicture({ width: 640, height: 400 });
  site.add('https://cdn.test/a.jpg', { body: file, type: 'image/jpeg' });
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('foreign')).toMatch(verdict);
  await badges.hover('foreign');
  await expect
    .poll(() => badges.cardText())
    .toMatch(/640 × 400 px · JPEG .* The original, from the picture’s server/);
  expect(site.requestsFor('https://cdn.test/a.jpg')).toEqual(['image', 'empty']);
});

test('the source that the browser chose of a picture element is judged', async ({
  page,
  site,
  badges,
}) => {
  const html = `<picture>
    <source type="image/webp" srcset="/small.webp 320w, /large.webp 960w" sizes="900px">
    <img src="/fallback.jpg" alt="responsive" width="900"></picture>`;
  site.add('https://x.com/', html);
  const file = await createPicture({ width: 960, height: 540, format: 'webp' });
  site.add('https://x.com/large.webp', { body: file, type: 'image/webp' });
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('responsive')).toMatch(verdict);
  await badges.hover('responsive');
  await expect.poll(() => badges.cardText()).toContain('960 × 540 px · WEBP');
  expect(site.requestsFor('https://x.com/fallback.jpg')).toEqual([]);
});

test('a picture that is part of the page is judged', async ({ page, site, badges }) => {
  const file = await createPicture({ format: 'png' });
  const url = `data:image/png;base64,${file.toString('base64')}`;
  site.add('https://x.com/', `<img src="${url}" alt="inline">`);
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('inline')).toMatch(verdict);
  await badges.hover('inline');
  await expect.poll(() => badges.cardText()).toContain('The original, part of the page');
});

for (const isRevoked of [false, true]) {
  const name = isRevoked ? 'a blob picture whose URL is revoked already' : 'a blob picture';
  test(`${name} is judged`, async ({ page, site, badges }) => {
    const script = `<script type="module">
      const blob = await (await fetch('/a.jpg')).blob();
      const image = new Image();
      image.alt = 'blob';
      image.src = URL.createObjectURL(blob);
      await image.decode();
      if (${isRevoked}) URL.revokeObjectURL(image.src);
      document.body.append(image);
    </script>`;
    site.add('https://x.com/', script);
    site.add('https://x.com/a.jpg', { body: await createPicture(), type: 'image/jpeg' });
    await page.goto('https://x.com/');
    await expect.poll(() => badges.verdictOf('blob')).toMatch(verdict);
    await badges.hover('blob');
    const origin = isRevoked ? 'Pixels as the page drew them' : 'The original, as the page held it';
    await expect.poll(() => badges.cardText()).toContain(origin);
  });
}

test('a page with a strict policy and Trusted Types gets badges that look right', async ({
  page,
  site,
  badges,
}) => {
  const policy =
    "default-src 'none'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
  const body = '<!doctype html><img src="/a.jpg" alt="guarded" width="400" height="300">';
  site.add('https://x.com/', { body, headers: { 'content-security-policy': policy } });
  site.add('https://x.com/a.jpg', { body: await createPicture(), type: 'image/jpeg' });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  await page.goto('https://x.com/');
  await expect.poll(() => badges.verdictOf('guarded')).toMatch(verdict);
  const { width, height } = await badges.boxOf('guarded');
  expect(height).toBe(24); // Without its style sheet a badge is as tall as a plain button.
  expect(width).toBeLessThan(120);
  expect(complaints.filter((text) => /Content Security|Trusted/i.test(text))).toEqual([]);
});
