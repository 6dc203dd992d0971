import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import type { Classification } from '../inference/protocol';
import { CheckError } from '../verdict/failure';
import type { Score } from '../verdict/score';
import { idleEngine } from './fixtures/idle-engine';
import { selfTest } from './self-test';

beforeEach(() => {
  vi.spyOn(fakeBrowser.runtime, 'getURL').mockImplementation(
    (path) => `https://candid.test/${path}`,
  );
  vi.stubGlobal('fetch', (url: string) => Promise.resolve(new Response(url)));
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function answer(logit: number, part: Partial<Classification> = {}): Classification {
  return {
    logit,
    score: 0.5 as Score,
    heatmap: { columns: 1, rows: 1, values: Float32Array.of(0.1) },
    embedding: Float32Array.of(1, 2),
    width: 128,
    height: 128,
    format: 'png',
    region: { x: 0, y: 0, width: 1, height: 1 },
    preview: new Blob(),
    ...part,
  };
}

interface Answers {
  alone?: Classification;
  other?: Classification | CheckError;
  beside?: Classification;
}

function testOf({ alone = answer(1), other = answer(2), beside = answer(1.001) }: Answers) {
  const engine = idleEngine();
  const classify = vi.mocked(engine.classify).mockResolvedValue(alone);
  const classifyTogether = vi.mocked(engine.classifyTogether).mockResolvedValue([other, beside]);
  return { passed: selfTest({ engine }), classify, classifyTogether };
}

/** The pictures' files hold nothing but where they are from. */
const urlOf = (file: ArrayBuffer | undefined) => new TextDecoder().decode(file);

it('passes a model that answers a picture alike alone and beside another', async () => {
  const { passed, classify, classifyTogether } = testOf({});
  await passed;
  const [[other, beside] = []] = classifyTogether.mock.lastCall ?? [];
  expect(classify.mock.lastCall?.map(urlOf)).toEqual([urlOf(beside)]);
  expect(urlOf(other)).not.toBe(urlOf(beside));
});

it('passes a model that tells neither heatmap nor embedding', async () => {
  const none = { heatmap: null, embedding: null };
  const [one, other] = [answer(1, none), answer(2, none)];
  await testOf({ alone: one, beside: one, other }).passed;
});

it.each<[string, Answers, string]>([
  ['no number', { alone: answer(NaN) }, 'Expected numbers as logit, got NaN'],
  [
    'a broken embedding',
    { beside: answer(1, { embedding: Float32Array.of(Infinity) }) },
    'Expected numbers as embedding, got Infinity',
  ],
  [
    'an empty heatmap',
    { other: answer(2, { heatmap: { columns: 0, rows: 0, values: new Float32Array() } }) },
    'Expected numbers as heatmap, got undefined',
  ],
  ['something else each time', { beside: answer(1.06) }, 'Expected 1 beside another picture too'],
  ['the same to every picture', { other: answer(1) }, 'Expected two answers to two pictures'],
  ['that it cannot', { other: new CheckError('engineFailed', 'It broke') }, 'It broke'],
])('refuses a model that answers %s', async (_, answers, message) => {
  await expect(testOf(answers).passed).rejects.toThrow(message);
});
