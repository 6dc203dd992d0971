import type { Locator } from '@playwright/test';
import sharp from 'sharp';

/** Fine enough to find a patch, coarse enough that the thin frame around what was scored does not count. */
const cellInPixels = 6;
const hotShare = 0.75;

interface Difference {
  columns: number;
  rows: number;
  values: number[];
}

/** Where two screenshots of a picture differ most: the middle of the hottest spot, in CSS pixels from the top left corner. */
export async function findHottestPoint(
  plain: Buffer,
  heated: Buffer,
): Promise<{ x: number; y: number }> {
  const { columns, values } = await compare(plain, heated);
  const hottest = Math.max(...values);
  if (hottest < 8) throw new Error('Expected heat over the picture, got none');
  const hot = values.flatMap((value, index) =>
    value < hotShare * hottest ? [] : [{ x: index % columns, y: Math.floor(index / columns) }],
  );
  const middle = (key: 'x' | 'y') => hot.reduce((sum, cell) => sum + cell[key], 0) / hot.length;
  return { x: (middle('x') + 0.5) * cellInPixels, y: (middle('y') + 0.5) * cellInPixels };
}

/** A screenshot of the middle of an element, `share` of its width, as it shows now with all that lies over it. */
export async function photographMiddle(element: Locator, share: number): Promise<Buffer> {
  const box = await element.boundingBox();
  if (!box) throw new Error('Expected a picture that is shown');
  const width = box.width * share;
  const clip = { ...box, width, x: box.x + (box.width - width) / 2 };
  return element.page().screenshot({ clip, animations: 'disabled', scale: 'css' });
}

async function compare(plain: Buffer, heated: Buffer): Promise<Difference> {
  const [before, after] = await Promise.all([toCells(plain), toCells(heated)]);
  const values = Array.from({ length: before.columns * before.rows }, (_, cell) =>
    [0, 1, 2].reduce((sum, channel) => {
      const at = cell * 3 + channel;
      return sum + Math.abs((before.pixels[at] ?? 0) - (after.pixels[at] ?? 0));
    }, 0),
  );
  return { columns: before.columns, rows: before.rows, values };
}

async function toCells(screenshot: Buffer) {
  const image = sharp(screenshot).removeAlpha();
  const { width, height } = await image.metadata();
  const columns = Math.round(width / cellInPixels);
  const rows = Math.round(height / cellInPixels);
  const pixels = await image
    .resize(columns, rows, { kernel: 'linear', fit: 'fill' })
    .raw()
    .toBuffer();
  return { columns, rows, pixels };
}
