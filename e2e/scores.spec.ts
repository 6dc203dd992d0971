import { expect, test } from './fixtures.ts';
import { createPicture } from './site/test-picture.ts';
import { UnitPath } from './unit-path.ts';

const tolerance = 1e-3;
const halfOfTheLastDigit = 5e-4;

test('the popup tells the score that the inference code alone gives the same file', async ({
  page,
  context,
  site,
  badges,
  popup,
}) => {
  test.setTimeout(180_000); // Vite bundles transformers.js for the plain page first.
  const files = {
    jpeg: await createPicture({ width: 640, height: 427 }),
    png: await createPicture({ width: 300, height: 700, format: 'png' }),
    webp: await createPicture({ width: 1000, height: 260, format: 'webp' }),
  };
  const names = Object.keys(files);
  site.add(
    'https://x.com/',
    names.map((name) => `<img src="/${name}" alt="${name}" height="200">`).join(''),
  );
  for (const [name, body] of Object.entries(files)) {
    site.add(`https://x.com/${name}`, { body, type: `image/${name}` });
  }
  await page.goto('https://x.com/');
  for (const name of names) {
    await expect.poll(() => badges.verdictOf(name)).toMatch(/Real|Fake|Unsure/);
  }
  const unitPath = await UnitPath.start(context);
  const popupPage = await popup();
  for (const [name, file] of Object.entries(files)) {
    const { score } = await unitPath.judge(file);
    await popupPage.getByRole('button', { name }).click();
    const told = await popupPage.getByText(/^Score \d/).innerText();
    const difference = Math.abs(Number(/[\d.]+/.exec(told)?.[0]) - score);
    expect(difference, `${name}: ${told}, alone ${score}`).toBeLessThan(
      tolerance + halfOfTheLastDigit,
    );
    await popupPage.keyboard.press('Escape');
  }
  await unitPath.close();
});
