import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EvaluatedEngine } from './evaluation';
import { judgeFolder, type Answer, type PictureJudge, type Progress } from './judge-folder';
import { Journal } from './journal';
import { listPictures } from './list-pictures';

const model = { id: 'tiny', revision: 'v1', sha256: 'ab' };
const fp32: EvaluatedEngine = { rung: 'wasm', precision: 'fp32' };

async function paint(path: string, grey: number): Promise<void> {
  const create = { width: 60, height: 40, channels: 3 as const, background: `rgb(${grey}, 0, 0)` };
  writeFileSync(path, await sharp({ create }).png().toBuffer());
}

/** Scores by how red a picture is, so that what is answered depends on what is asked. */
class RedJudge implements PictureJudge {
  asked = 0;
  readonly #engine: EvaluatedEngine;
  readonly #breaksAfter: number;

  constructor({ engine = fp32, breaksAfter = Infinity } = {}) {
    this.#engine = engine;
    this.#breaksAfter = breaksAfter;
  }

  async judge(file: Uint8Array): Promise<Answer> {
    if (this.asked === this.#breaksAfter) throw new Error('the lights went out');
    this.asked += 1;
    const { data, info } = await sharp(file)
      .raw()
      .toBuffer({ resolveWithObject: true })
      .catch(() => ({ data: undefined, info: undefined }));
    if (!data) return { ok: false, code: 'notAPicture', message: 'Expected a picture' };
    const score = (data[0] ?? 0) / 255;
    const { width, height } = info;
    return { ok: true, engine: this.#engine, judged: { score, logit: score, width, height } };
  }
}

describe('a folder of three pictures and a broken file', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'candid-folder-'));
    path = join(folder, 'results.jsonl');
    mkdirSync(join(folder, 'real/camera'), { recursive: true });
    mkdirSync(join(folder, 'fake/maker/edit'), { recursive: true });
    await paint(join(folder, 'real/camera/a.png'), 51);
    await paint(join(folder, 'real/camera/b.png'), 102);
    await paint(join(folder, 'fake/maker/edit/c.png'), 204);
    writeFileSync(join(folder, 'fake/maker/broken.png'), 'not a picture');
  });

  const run = (judge: PictureJudge, onProgress?: (progress: Progress) => void) =>
    judgeFolder({
      folder,
      pictures: listPictures(folder),
      deliveries: ['original', 'medium'],
      journal: Journal.open(path, model),
      judge,
      ...(onProgress && { onProgress }),
    });

  it('is judged picture by picture in every delivery, with the facts of what was delivered', async () => {
    const { records, failures, engine } = await run(new RedJudge());
    expect(engine).toEqual(fp32);
    expect(records.map(({ path, delivery }) => `${path} ${delivery}`)).toEqual([
      'fake/maker/edit/c.png original',
      'fake/maker/edit/c.png medium',
      'real/camera/a.png original',
      'real/camera/a.png medium',
      'real/camera/b.png original',
      'real/camera/b.png medium',
    ]);
    expect(records[0]).toEqual({
      path: 'fake/maker/edit/c.png',
      label: 'fake',
      source: 'maker',
      technique: 'edit',
      delivery: 'original',
      score: 0.8,
      logit: 0.8,
      width: 60,
      height: 40,
      format: 'png',
      sizeInBytes: readFileSync(join(folder, 'fake/maker/edit/c.png')).length,
    });
    expect(records[1]).toMatchObject({ delivery: 'medium', format: 'jpeg' });
    expect(failures.map(({ path, delivery, code }) => [path, delivery, code])).toEqual([
      ['fake/maker/broken.png', 'original', 'notAPicture'],
      ['fake/maker/broken.png', 'medium', 'undeliverable'],
    ]);
  });

  it.each([0, 1, 2, 5])(
    'ends the same when it was cut off after %i pictures',
    async (breaksAfter) => {
      const judge = new RedJudge({ breaksAfter });
      await expect(run(judge)).rejects.toThrow('the lights went out');
      const rest = new RedJudge();
      const resumed = await run(rest);
      const known = [0, 0, 1, 4][[0, 1, 2, 5].indexOf(breaksAfter)] ?? 0; // The broken file comes first.
      expect(rest.asked).toBe(7 - known);

      path = join(folder, 'other.jsonl');
      expect(resumed).toEqual(await run(new RedJudge()));
    },
  );

  it('is not judged again, but for what failed', async () => {
    await run(new RedJudge());
    const judge = new RedJudge();
    const progress: Progress[] = [];
    await run(judge, (each) => progress.push(each));
    expect(judge.asked).toBe(1);
    expect(progress.at(-1)).toMatchObject({ done: 8, total: 8, known: 6 });
  });

  it('is judged anew where a file changed, and that is told', async () => {
    await run(new RedJudge());
    await paint(join(folder, 'real/camera/a.png'), 153);
    const { records, changed } = await run(new RedJudge());
    expect([...changed]).toEqual(['real/camera/a.png']);
    const scores = records.filter(({ path }) => path === 'real/camera/a.png');
    expect(scores.map(({ score }) => score)[0]).toBe(0.6);
  });

  it('does not mix what was judged in different precisions', async () => {
    await expect(run(new RedJudge({ breaksAfter: 3 }))).rejects.toThrow();
    const half = new RedJudge({ engine: { rung: 'webgpu-fp16', precision: 'fp16' } });
    await expect(run(half)).rejects.toThrow('wasm in fp32 before and on webgpu-fp16 in fp16 now');
  });
});
