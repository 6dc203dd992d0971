import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { EngineState } from '../messaging/protocol';
import { cardOf, getDefaultEntry } from './catalog';
import { reportHealth } from './health';
import type { Judge } from './model-in-use';

const entry = getDefaultEntry();
const estimate = vi.fn();

function judgeIn(state: EngineState): Judge {
  const engine = { state, timings: { pictures: 3, medianMs: 20 } };
  return { entry, model: cardOf(entry), engine, memory: {} } as unknown as Judge;
}

const archive = { countJudgements: () => Promise.resolve(7) };
const idle: EngineState = { status: 'idle', refused: [] };

beforeEach(() => {
  vi.stubGlobal('crossOriginIsolated', true);
  vi.stubGlobal('navigator', { storage: { estimate } });
  estimate.mockResolvedValue({ usage: 5, quota: 9, usageDetails: { indexedDB: 4 } });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it('tells the files of the model in use as the catalog pins them', async () => {
  const { model } = await reportHealth(judgeIn(idle), archive);
  expect(model.files).toContainEqual(
    expect.objectContaining({ name: 'config.json', ...entry.files['config.json'] }),
  );
  expect(model.isVerified).toBe(true);
});

it('tells what an engine that runs does with int8, and what it took', async () => {
  const drift = { pictures: 32, median: 0, p99: 0, worst: 0, zoneChanges: 0 };
  const ready = {
    status: 'ready',
    device: 'wasm',
    threads: 2,
    rung: 'wasm',
    precision: 'int8',
    refused: [],
    drift,
  } as const;
  const health = await reportHealth(judgeIn({ ...ready, refused: [] }), archive);
  expect(health).toMatchObject({ precision: 'int8', drift, timings: { medianMs: 20 } });
});

it('counts what is remembered', async () => {
  const { cache } = await reportHealth(judgeIn(idle), archive);
  expect(cache).toEqual({ judgements: 7, sizeInBytes: 4, usedBytes: 5, quotaBytes: 9 });
});

it('reports all else when archive and storage are broken and the engine failed', async () => {
  estimate.mockRejectedValue(new Error('no storage'));
  const broken = { countJudgements: () => Promise.reject(new Error('no archive')) };
  const failed: EngineState = { status: 'failed', reason: 'wrongHash', refused: [] };
  const health = await reportHealth(judgeIn(failed), broken);
  expect(health.engine).toEqual(failed);
  expect(health.precision).toBeNull();
  expect(health.cache).toEqual({
    judgements: null,
    sizeInBytes: null,
    usedBytes: null,
    quotaBytes: null,
  });
});
