import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Classification, LoadedModel, LoadRequest, Outcome } from '../inference/protocol';
import { nextRung, type RefusalReason, type RefusedRung } from '../verdict/rungs';
import type { Score } from '../verdict/score';
import { getDefaultEntry } from './catalog';
import { Engine, type EngineLimits } from './engine';
import type { RunningWorker } from './running-worker';

const quickLimits: EngineLimits = { loadMs: 50, classifyMs: 50, loadAgainAfterMs: 1_000 };
const bytes = new ArrayBuffer(8);
const loaded: Outcome<LoadedModel> = {
  ok: true,
  value: { device: 'wasm', threads: 2, rung: 'wasm', refused: [] },
};
const judged: Outcome<Classification> = {
  ok: true,
  value: {
    logit: 0,
    score: 0.5 as Score,
    heatmap: { columns: 1, rows: 1, values: Float32Array.of(1) },
    embedding: Float32Array.of(1),
    width: 1,
    height: 1,
    format: 'png',
    region: { x: 0, y: 0, width: 1, height: 1 },
    preview: new Blob(),
  },
};
const failure = (code: 'damaged' | 'engineFailed' | 'modelRefused'): Outcome<never> => ({
  ok: false,
  code,
  message: `test ${code}`,
});
const silence = () => new Promise<never>(() => undefined);

interface Script {
  load?: (request: LoadRequest) => Promise<Outcome<LoadedModel>>;
  classify?: () => Promise<Outcome<Classification>>;
}

/** An engine whose first worker follows the first script, the second the second, and all later ones the last. */
function createScriptedEngine(
  scripts: Script[],
  limits = quickLimits,
  device: LoadRequest['device'] = 'wasm',
) {
  const workers: { die: () => void; terminate: ReturnType<typeof vi.fn> }[] = [];
  const startWorker = (): RunningWorker => {
    const script = scripts[Math.min(workers.length, scripts.length - 1)] ?? {};
    const death = new AbortController();
    const terminate = vi.fn();
    workers.push({ die: () => death.abort(new Error('test death')), terminate });
    const load = script.load ?? (() => Promise.resolve(loaded));
    const classify = script.classify ?? (() => Promise.resolve(judged));
    return { inference: { load, classify }, death: death.signal, terminate };
  };
  const source = { kind: 'package', baseUrl: 'test:/' } as const;
  const loadRequest = { entry: getDefaultEntry(), source, device };
  return { engine: new Engine({ startWorker, loadRequest, limits }), workers };
}

it('starts no worker before the first picture, and one for all of them', async () => {
  const { engine, workers } = createScriptedEngine([{}]);
  expect(workers).toHaveLength(0);
  expect(engine.state).toEqual({ status: 'idle' });
  await engine.classify(bytes);
  expect((await engine.classify(bytes)).score).toBe(0.5);
  expect(workers).toHaveLength(1);
  expect(engine.state).toMatchObject({ status: 'ready', device: 'wasm', threads: 2 });
});

it('says that it is loading while it is', () => {
  const { engine } = createScriptedEngine([{ load: silence }]);
  engine.classify(bytes).catch(() => undefined);
  expect(engine.state).toEqual({ status: 'loading' });
});

it('passes on what is wrong with a picture, and keeps the worker', async () => {
  const classify = () => Promise.resolve(failure('damaged'));
  const { engine, workers } = createScriptedEngine([{ classify }]);
  await expect(engine.classify(bytes)).rejects.toMatchObject({ code: 'damaged' });
  await expect(engine.classify(bytes)).rejects.toMatchObject({ code: 'damaged' });
  expect(workers).toHaveLength(1);
});

it.each<[string, Script]>([
  ['keeps silent', { classify: silence }],
  ['keeps silent while it loads', { load: silence }],
  ['breaks', { classify: () => Promise.resolve(failure('engineFailed')) }],
  ['throws', { classify: () => Promise.reject(new Error('test')) }],
])('judges a picture by a fresh worker when the first %s', async (_, script) => {
  const { engine, workers } = createScriptedEngine([script, {}]);
  expect((await engine.classify(bytes)).score).toBe(0.5);
  expect(workers).toHaveLength(2);
  expect(workers[0]?.terminate).toHaveBeenCalled();
  expect(engine.state).toMatchObject({ status: 'ready' });
});

it('does not wait for the time limit when a worker dies', async () => {
  const patient = { ...quickLimits, classifyMs: 600_000 };
  const { engine, workers } = createScriptedEngine([{ classify: silence }, {}], patient);
  const classification = engine.classify(bytes);
  await vi.waitFor(() => expect(engine.state.status).toBe('ready'), { interval: 1 });
  workers[0]?.die();
  expect((await classification).score).toBe(0.5);
});

it('replaces a worker that died between two pictures', async () => {
  const { engine, workers } = createScriptedEngine([{}]);
  await engine.classify(bytes);
  workers[0]?.die();
  expect(engine.state).toEqual({ status: 'idle' });
  await engine.classify(bytes);
  expect(workers).toHaveLength(2);
});

it('gives a picture up after its second worker, and judges the next one', async () => {
  const { engine, workers } = createScriptedEngine([
    { classify: silence },
    { classify: silence },
    {},
  ]);
  await expect(engine.classify(bytes)).rejects.toMatchObject({ code: 'engineFailed' });
  expect(engine.state).toEqual({
    status: 'failed',
    reason: expect.stringContaining('50 ms') as string,
  });
  expect((await engine.classify(bytes)).score).toBe(0.5);
  expect(workers).toHaveLength(3);
});

it('says why a model is refused, leaves it alone for a while, then tries again', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const load = () => Promise.resolve(failure('modelRefused'));
  const { engine, workers } = createScriptedEngine([{ load }, {}]);
  await expect(engine.classify(bytes)).rejects.toMatchObject({ code: 'modelRefused' });
  await expect(engine.classify(bytes)).rejects.toMatchObject({ code: 'modelRefused' });
  expect(workers).toHaveLength(1);
  expect(engine.state).toEqual({ status: 'failed', reason: 'test modelRefused' });

  vi.setSystemTime(Date.now() + quickLimits.loadAgainAfterMs);
  expect((await engine.classify(bytes)).score).toBe(0.5);
  expect(engine.state).toMatchObject({ status: 'ready' });
});

it('answers every picture when no worker can ever load', async () => {
  const { engine, workers } = createScriptedEngine([{ load: silence }]);
  await expect(engine.classify(bytes)).rejects.toMatchObject({ code: 'engineFailed' });
  await expect(engine.classify(bytes)).rejects.toMatchObject({ code: 'engineFailed' });
  expect(workers).toHaveLength(2);
  expect(engine.state).toMatchObject({ status: 'failed' });
});

describe('the ladder', () => {
  /** Loads as a worker on a machine that has every rung; runs that it is not told of, it refuses first. */
  function loadOn(request: LoadRequest, gaveWay: RefusedRung['rung'][] = []): Outcome<LoadedModel> {
    const refused = [...(request.refused ?? [])];
    const rung = nextRung(refused);
    if (!rung || gaveWay.includes(rung)) return refuse(refused, rung, 'selfTestDisagreed');
    const device = rung.startsWith('webgpu') ? 'webgpu' : 'wasm';
    return { ok: true, value: { device, threads: 2, rung, refused } };
  }

  function refuse(
    refused: RefusedRung[],
    rung: RefusedRung['rung'] | undefined,
    reason: RefusalReason,
  ): Outcome<never> {
    const all = rung ? [...refused, { rung, reason }] : refused;
    return { ...failure('engineFailed'), refused: all } as Outcome<never>;
  }

  const loadsWell = { load: (request: LoadRequest) => Promise.resolve(loadOn(request)) };

  it('goes down a rung with each worker until one loads, and says why', async () => {
    const load = (request: LoadRequest) =>
      Promise.resolve(loadOn(request, ['webgpu-fp16', 'webgpu', 'wasm']));
    const { engine, workers } = createScriptedEngine([{ load }], quickLimits, 'auto');
    expect((await engine.classify(bytes)).score).toBe(0.5);
    expect(workers).toHaveLength(4);
    expect(engine.state).toMatchObject({
      rung: 'wasm-one-thread',
      refused: [
        { rung: 'webgpu-fp16', reason: 'selfTestDisagreed' },
        { rung: 'webgpu', reason: 'selfTestDisagreed' },
        { rung: 'wasm', reason: 'selfTestDisagreed' },
      ],
    });
  });

  it('ends when nothing is left', async () => {
    const load = (request: LoadRequest) =>
      Promise.resolve(loadOn(request, ['webgpu-fp16', 'webgpu', 'wasm', 'wasm-one-thread']));
    const { engine, workers } = createScriptedEngine([{ load }], quickLimits, 'auto');
    await expect(engine.classify(bytes)).rejects.toMatchObject({ code: 'engineFailed' });
    expect(workers).toHaveLength(5);
    expect(engine.state).toMatchObject({ status: 'failed' });
  });

  it('judges a picture again on the next rung when the GPU is lost under it', async () => {
    const classify = () => Promise.resolve(refuse([], 'webgpu-fp16', 'deviceLost'));
    const { engine, workers } = createScriptedEngine(
      [{ ...loadsWell, classify }, loadsWell],
      quickLimits,
      'auto',
    );
    expect((await engine.classify(bytes)).score).toBe(0.5);
    expect(workers).toHaveLength(2);
    expect(engine.state).toMatchObject({
      rung: 'webgpu',
      refused: [{ rung: 'webgpu-fp16', reason: 'deviceLost' }],
    });
  });

  it('takes the GPU for the reason when a worker keeps silent on it', async () => {
    const { engine } = createScriptedEngine(
      [{ ...loadsWell, classify: silence }, loadsWell],
      quickLimits,
      'auto',
    );
    await engine.classify(bytes);
    expect(engine.state).toMatchObject({
      refused: [{ rung: 'webgpu-fp16', reason: 'workerLost' }],
    });
  });

  it('takes the GPU for the reason when a worker dies on it', async () => {
    const patient = { ...quickLimits, classifyMs: 600_000 };
    const { engine, workers } = createScriptedEngine(
      [{ ...loadsWell, classify: silence }, loadsWell],
      patient,
      'auto',
    );
    const classification = engine.classify(bytes);
    await vi.waitFor(() => expect(engine.state.status).toBe('ready'), { interval: 1 });
    workers[0]?.die();
    await classification;
    expect(engine.state).toMatchObject({
      refused: [{ rung: 'webgpu-fp16', reason: 'workerLost' }],
    });
  });

  it('goes on without a GPU when a worker keeps silent while it loads', async () => {
    const { engine } = createScriptedEngine([{ load: silence }, loadsWell], quickLimits, 'auto');
    await engine.classify(bytes);
    expect(engine.state).toMatchObject({ rung: 'wasm' });
  });

  it('stays down while the engine sleeps', async () => {
    const load = (request: LoadRequest) => Promise.resolve(loadOn(request, ['webgpu-fp16']));
    const { engine, workers } = createScriptedEngine([{ load }], quickLimits, 'auto');
    await engine.classify(bytes);
    engine.sleep();
    await engine.classify(bytes);
    expect(workers).toHaveLength(3);
    expect(engine.state).toMatchObject({ rung: 'webgpu' });
  });
});
