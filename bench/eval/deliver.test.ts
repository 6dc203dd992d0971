import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { deliver } from './deliver';

async function paint(width: number, height: number, orientation = 1) {
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 37) % 251);
  const painted = sharp(pixels, { raw: { width, height, channels: 3 } });
  return new Uint8Array(
    await painted.withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer(),
  );
}

async function describeFile(file: Uint8Array) {
  const { width, height, format, orientation } = await sharp(file).metadata();
  return { width, height, format, orientation };
}

const upright = { orientation: undefined };

it('leaves the original as it is, byte for byte', async () => {
  const file = await paint(40, 30);
  expect(await deliver(file, 'original')).toBe(file);
});

describe.each([
  ['medium', { width: 768, height: 512, format: 'jpeg' }],
  ['thumbnail', { width: 384, height: 256, format: 'jpeg' }],
  ['screenshot', { width: 600, height: 400, format: 'png' }],
] as const)('%s', (delivery, facts) => {
  it('makes a large picture smaller', async () => {
    const delivered = await deliver(await paint(1200, 800), delivery);
    expect(await describeFile(delivered)).toEqual({ ...facts, ...upright });
  });

  it('does not enlarge a small one', async () => {
    const { format } = facts;
    const delivered = await deliver(await paint(90, 60), delivery);
    expect(await describeFile(delivered)).toEqual({ width: 90, height: 60, format, ...upright });
  });

  it('turns upright what was stored turned', async () => {
    const delivered = await deliver(await paint(90, 60, 6), delivery);
    expect(await describeFile(delivered)).toMatchObject({ width: 60, height: 90, ...upright });
  });

  it('is the same every time', async () => {
    const file = await paint(700, 600);
    const [first, second] = [await deliver(file, delivery), await deliver(file, delivery)];
    expect(Buffer.compare(first, second)).toBe(0);
  });

  it('refuses what is no picture', async () => {
    await expect(deliver(new Uint8Array([1, 2, 3]), delivery)).rejects.toThrow();
  });
});
