import { expect, test } from './fixtures.ts';
import { findHottestPoint, photographMiddle } from './pages/heat.ts';
import { createPlantedPatch, type PlantedPatch } from './site/planted-patch.ts';

interface ShownPatch {
  name: string;
  file: PlantedPatch;
  style: string;
  /** Where a person sees the patch, in CSS pixels from the top left corner of what is compared. */
  shown: { x: number; y: number; side: number };
  /** How much of the picture's width, around its middle, the open card leaves free. */
  free?: number;
}

const cases: ShownPatch[] = [
  {
    name: 'a picture cut to its box by object-fit',
    file: { width: 800, height: 400, centre: { x: 490, y: 130 }, side: 80 },
    style: 'width: 300px; height: 300px; object-fit: cover',
    shown: { x: 490 * 0.75 - 150, y: 130 * 0.75, side: 60 },
  },
  {
    name: 'a picture cut to its box off centre',
    file: { width: 400, height: 800, centre: { x: 130, y: 350 }, side: 80 },
    style: 'width: 400px; height: 400px; object-fit: cover; object-position: 50% 20%',
    shown: { x: 130, y: 350 - 0.2 * 400, side: 80 },
  },
  {
    name: 'a picture that its EXIF data turns',
    file: { width: 600, height: 400, centre: { x: 380, y: 140 }, side: 80, orientation: 6 },
    style: 'width: 400px; height: 600px',
    shown: { x: 400 - 140, y: 380, side: 80 },
  },
  {
    name: 'a panorama of which only the middle was scored',
    file: { width: 1600, height: 300, centre: { x: 860, y: 110 }, side: 60 },
    style: 'width: 1200px; height: 225px',
    shown: { x: (860 - 480) * 0.75, y: 110 * 0.75, side: 45 },
    free: 0.4,
  },
];

for (const { name, file, style, shown, free = 1 } of cases) {
  test(`the heat lies on the planted patch of ${name}`, async ({ page, site, badges }) => {
    const html = `<img src="/a.jpg" alt="patched" style="display: block; margin: 20px; ${style}">`;
    site.add('https://x.com/', html);
    site.add('https://x.com/a.jpg', { body: await createPlantedPatch(file), type: 'image/jpeg' });
    await page.setViewportSize({ width: 1600, height: 900 });
    await page.goto('https://x.com/');
    await expect.poll(() => badges.verdictOf('patched')).toMatch(/Real|Fake|Unsure/);
    const image = page.locator('img');
    await badges.leave();
    const plain = await photographMiddle(image, free);
    await badges.hover('patched');
    await expect.poll(() => badges.cardText()).toContain('Warm: where the model looked');
    await page.waitForTimeout(300);
    const { x, y } = await findHottestPoint(plain, await photographMiddle(image, free));
    expect(Math.abs(x - shown.x), `x ${x}, patch at ${shown.x}`).toBeLessThan(shown.side * 0.5);
    expect(Math.abs(y - shown.y), `y ${y}, patch at ${shown.y}`).toBeLessThan(shown.side * 0.5);
  });
}
