import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type {
  Classification,
  InferenceWorker,
  LoadedModel,
  LoadRequest,
  Outcome,
} from '../inference/protocol';
import { nextRung, type RefusalReason, type RefusedRung } from '../verdict/rungs';
import type { Score } from '../verdict/score';
import { getDefaultEntry } from './catalog';
import { Engine, type EngineLimits } from './engine';
import type { RunningWorker } from './running-worker';

const never = 600_000;
const quickLimits: EngineLimits = {
  loadMs: 50,
  classifyMs: 50,
  loadAgainAfterMs: 1_000,
  jobMs: 50,
  quietMs: never,
  sleepAfterMs: never,
};
const bytes = new ArrayBuffer(8);
const loaded: Outcome<LoadedModel> = {
  ok: true,
  value: { device: 'wasm', threads: 2, rung: 'wasm', precision: 'fp32', refused: [] },
};
const judged: Outcome<Classification> & { ok: true } = {
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

type Load = InferenceWorker['load'];

/** `classify` answers for each picture of a pass. */
interface Script {
  load?: Load;
  classify?: () => Promise<Outcome<Classification>>;
  compare?: InferenceWorker['compare'];
  explainTiles?: InferenceWorker['explainTiles'];
  measureBatch?: InferenceWorker['measureBatch'];
}

/** A device that gives way fails the whole pass. */
function answerOf(outcomes: Outcome<Classification>[]): Outcome<Outcome<Classification>[]> {
  const refusal = outcomes.find((outcome) => !outcome.ok && outcome.refused);
  return refusal && !refusal.ok ? refusal : { ok: true, value: outcomes };
}

/** An engine whose first worker follows the first script, the second the second, and all later ones the last. */
function createScriptedEngine(
  scripts: Script[],
  limits = quickLimits,
  device: LoadRequest['device'] = 'wasm',
) {
  const workers: { die: () => void; terminate: ReturnType<typeof vi.fn>; passes: number[] }[] = [];
  const startWorker = (): RunningWorker => {
    const script = scripts[Math.min(workers.length, scripts.length - 1)] ?? {};
    const death = new AbortController();
    const die = () => death.abort(new Error('test death'));
    const terminate = vi.fn(die);
    const passes: number[] = [];
    workers.push({ die, terminate, passes });
    const load = script.load ?? (() => Promise.resolve(loaded));
    const classify = async (files: ArrayBuffer[]) => {
      passes.push(files.length);
      const answer = script.classify ?? (() => Promise.resolve(judged));
      return answerOf(await Promise.all(files.map(answer)));
    };
    const measureBatch = script.measureBatch ?? silence;
    const compare = script.compare ?? silence;
    const explainTiles = script.explainTiles ?? silence;
    const explanations = { explainTiles, explainLayers: silence };
    const measures = { measureBatch, measureDrift: silence };
    const inference = { load, classify, compare, ...explanations, ...measures };
    return { inference, death: death.signal, terminate };
  };
  const source = { kind: 'package', baseUrl: 'test:/' } as const;
  const loadRequest = { entry: getDefaultEntry(), source, device };
  return { engine: new Engine({ startWorker, loadRequest, limits }), workers };
}

it('starts no worker before the first picture, and one for all of them', async () => {
  const { engine, workers } = createScriptedEngine([{}]);
  expect(workers).toHaveLength(0);
  expect(engine.state).toEqual({ status: 'idle', refused: [] });
  await engine.classify(bytes);
  expect((await engine.classify(bytes)).score).toBe(0.5);
  expect(workers).toHaveLength(1);
  expect(engine.state).toMatchObject({ status: 'ready', device: 'wasm', threads: 2 });
});

it('says that it is loading while it is', () => {
  const { engine } = createScriptedEngine([{ load: silence }]);
  engine.classify(bytes).catch(() => undefined);
  expect(engine.state).toEqual({ status: 'loading', refused: [] });
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
  expect(engine.state).toEqual({ status: 'idle', refused: [] });
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
    refused: [],
    reason: expect.stringContaining('50 ms') as string,
  });
  expect((await engine.classify(bytes)).score).toBe(0.5);
  expect(workers).toHaveLength(3);
});

it('compares two files in the worker, and says why it cannot', async () => {
  const size = { width: 1, height: 1 };
  const value = { isSame: true, shown: size, larger: size };
  const compare = vi.fn<InferenceWorker['compare']>().mockResolvedValueOnce({ ok: true, value });
  compare.mockResolvedValueOnce(failure('damaged'));
  const { engine, workers } = createScriptedEngine([{ compare }]);
  const pair = { shown: bytes, larger: bytes };
  expect(await engine.compare(pair)).toEqual(value);
  await expect(engine.compare(pair)).rejects.toMatchObject({ code: 'damaged' });
  expect(workers).toHaveLength(1);
});

it('judges on after a comparison that no worker survives', async () => {
  const { engine, workers } = createScriptedEngine([{ compare: silence }]);
  const pair = { shown: bytes, larger: bytes };
  await expect(engine.compare(pair)).rejects.toMatchObject({ code: 'engineFailed' });
  expect((await engine.classify(bytes)).score).toBe(0.5);
  expect(workers).toHaveLength(3);
});

it('has tiles judged once more by a fresh worker, and waits longer for many', async () => {
  const value = { total: 1, scale: 1, tiles: [] };
  const soon = () =>
    new Promise<Outcome<typeof value>>((resolve) =>
      setTimeout(() => resolve({ ok: true, value }), 90),
    );
  const { engine, workers } = createScriptedEngine([
    { explainTiles: () => Promise.resolve(failure('engineFailed')) },
    { explainTiles: soon },
  ]);
  const request = { file: bytes, from: 0, count: 4 };
  expect(await engine.explainTiles(request)).toEqual(value);
  expect(workers).toHaveLength(2);
  await expect(engine.explainLayers(bytes)).rejects.toMatchObject({ code: 'engineFailed' });
});

it('says why a model is refused, leaves it alone for a while, then tries again', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const load = () => Promise.resolve(failure('modelRefused'));
  const { engine, workers } = createScriptedEngine([{ load }, {}]);
  await expect(engine.classify(bytes)).rejects.toMatchObject({ code: 'modelRefused' });
  await expect(engine.classify(bytes)).rejects.toMatchObject({ code: 'modelRefused' });
  expect(workers).toHaveLength(1);
  expect(engine.state).toEqual({
    status: 'failed',
    refused: [],
    reason: 'test modelRefused',
  });

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
    return { ok: true, value: { device, threads: 2, rung, precision: 'fp32', refused } };
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

  it('goes on without a GPU when a worker keeps silent while it loads on it', async () => {
    const load: Load = (_, onAttempt) => {
      onAttempt?.({ rung: 'webgpu-fp16', refused: [] });
      return silence();
    };
    const { engine } = createScriptedEngine([{ load }, loadsWell], quickLimits, 'auto');
    await engine.classify(bytes);
    expect(engine.state).toMatchObject({
      rung: 'wasm',
      refused: [
        { rung: 'webgpu-fp16', reason: 'workerLost' },
        { rung: 'webgpu', reason: 'workerLost' },
      ],
    });
  });

  it('does not take a GPU for the reason when a worker keeps silent before it tries one', async () => {
    const { engine, workers } = createScriptedEngine(
      [{ load: silence }, loadsWell],
      quickLimits,
      'auto',
    );
    await engine.classify(bytes);
    expect(workers).toHaveLength(2);
    expect(engine.state).toMatchObject({ rung: 'webgpu-fp16', refused: [] });
  });

  it('does not take a GPU for the reason when there is none', async () => {
    const refused: RefusedRung[] = [
      { rung: 'webgpu-fp16', reason: 'noWebGpu' },
      { rung: 'webgpu', reason: 'noWebGpu' },
    ];
    const loadOnWasm: Load = () =>
      Promise.resolve({
        ok: true,
        value: { device: 'wasm', threads: 2, rung: 'wasm', precision: 'fp32', refused },
      });
    const keepSilent: Load = (_, onAttempt) => {
      onAttempt?.({ rung: 'wasm', refused });
      return silence();
    };
    const { engine } = createScriptedEngine(
      [{ load: keepSilent }, { load: loadOnWasm, classify: silence }, { load: loadOnWasm }],
      quickLimits,
      'auto',
    );
    await expect(engine.classify(bytes)).rejects.toMatchObject({ code: 'engineFailed' });
    await engine.classify(bytes);
    expect(engine.state).toMatchObject({ rung: 'wasm', refused });
  });

  it('tries the last rung again after it gave way: what was in its way may be gone', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const all: RefusedRung['rung'][] = ['webgpu-fp16', 'webgpu', 'wasm', 'wasm-one-thread'];
    const failing: Script = { load: (request) => Promise.resolve(loadOn(request, all)) };
    const { engine } = createScriptedEngine(
      [failing, failing, failing, failing, failing, loadsWell],
      quickLimits,
      'auto',
    );
    await expect(engine.classify(bytes)).rejects.toMatchObject({ code: 'engineFailed' });
    vi.setSystemTime(Date.now() + quickLimits.loadAgainAfterMs);
    expect((await engine.classify(bytes)).score).toBe(0.5);
    expect(engine.state).toMatchObject({ rung: 'wasm-one-thread' });
  });

  it('goes back to the best device when the person asks for it, and tells until then why not', async () => {
    const classify = () => Promise.resolve(refuse([], 'webgpu-fp16', 'deviceLost'));
    const { engine, workers } = createScriptedEngine(
      [{ ...loadsWell, classify }, loadsWell],
      quickLimits,
      'auto',
    );
    await engine.classify(bytes);
    engine.sleep();
    const refused = [{ rung: 'webgpu-fp16', reason: 'deviceLost' }];
    expect(engine.state).toEqual({ status: 'idle', refused });
    await engine.tryBetterDevice();
    expect(workers).toHaveLength(3);
    expect(engine.state).toMatchObject({ status: 'ready', rung: 'webgpu-fp16', refused: [] });
  });

  it('steps down again when the better device gives way again', async () => {
    const load = (request: LoadRequest) => Promise.resolve(loadOn(request, ['webgpu-fp16']));
    const { engine } = createScriptedEngine([{ load }], quickLimits, 'auto');
    await engine.tryBetterDevice();
    expect(engine.state).toMatchObject({ status: 'ready', rung: 'webgpu' });
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

describe('a pass over several pictures', () => {
  const three = [bytes, bytes, bytes];

  it('answers for each of them', async () => {
    const outcomes = [judged, failure('damaged'), judged].values();
    const classify = () => Promise.resolve(outcomes.next().value ?? judged);
    const { engine, workers } = createScriptedEngine([{ classify }]);
    const answers = await engine.classifyTogether(three);
    expect(answers[0]).toMatchObject({ score: 0.5 });
    expect(answers[1]).toMatchObject({ code: 'damaged' });
    expect(answers[2]).toMatchObject({ score: 0.5 });
    expect(workers[0]?.passes).toEqual([3]);
    expect(engine.timings.pictures).toBe(3);
  });

  it('is judged one by one when it fails, and blames no device', async () => {
    const { engine, workers } = createScriptedEngine([{ classify: silence }, {}]);
    const answers = await engine.classifyTogether(three);
    expect(answers).toHaveLength(3);
    expect(workers.map(({ passes }) => passes)).toEqual([[3], [1, 1, 1]]);
    expect(engine.state).toMatchObject({ refused: [] });
  });

  it('has the time of a picture for each of them', async () => {
    const slow = () => new Promise<typeof judged>((resolve) => setTimeout(resolve, 80, judged));
    const { engine, workers } = createScriptedEngine([{ classify: slow }]);
    await engine.classifyTogether(three);
    expect(workers).toHaveLength(1);
  });
});

describe('while no picture waits', () => {
  const quick = { ...quickLimits, quietMs: 10 };
  const faster = { size: 4, msPerPictureAlone: 20, msPerPictureTogether: 10 };

  it('measures once whether batches are worth it', async () => {
    const measureBatch = vi.fn(() => Promise.resolve({ ok: true, value: faster } as const));
    const { engine } = createScriptedEngine([{ measureBatch }], quick);
    await engine.classify(bytes);
    expect(engine.batchSize).toBe(1);
    await vi.waitFor(() => expect(engine.batchSize).toBe(4));
    expect(engine.state).toMatchObject({ status: 'ready', batch: faster });
    engine.sleep();
    await engine.classify(bytes);
    expect(engine.batchSize).toBe(4);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(measureBatch).toHaveBeenCalledOnce();
  });

  it('gives measuring up for a picture, and measures in the next quiet moment', async () => {
    const dropped = { ok: false, code: 'dropped', message: 'test' } as const;
    const first = Promise.withResolvers<Outcome<typeof faster>>();
    const answers = [first.promise, Promise.resolve({ ok: true, value: faster } as const)];
    const measureBatch = vi.fn(() => answers.shift() ?? silence());
    const { engine, workers } = createScriptedEngine([{ measureBatch }], quick);
    await engine.classify(bytes);
    await vi.waitFor(() => expect(measureBatch).toHaveBeenCalledOnce());
    const judging = engine.classify(bytes);
    first.resolve(dropped);
    expect((await judging).score).toBe(0.5);
    await vi.waitFor(() => expect(engine.batchSize).toBe(4));
    expect(workers).toHaveLength(1);
  });

  it('starts the clock of a picture when the job before it has given way', async () => {
    const busy = Promise.withResolvers<Outcome<typeof faster>>();
    const measureBatch = vi.fn(() => busy.promise);
    const patient = { ...quick, jobMs: 500 };
    const { engine, workers } = createScriptedEngine([{ measureBatch }], patient);
    await engine.classify(bytes);
    await vi.waitFor(() => expect(measureBatch).toHaveBeenCalled());
    const judging = engine.classify(bytes);
    setTimeout(() => busy.resolve({ ok: false, code: 'dropped', message: 'test' }), 100);
    await judging;
    expect(workers).toHaveLength(1);
  });

  it.each<[string, Script['measureBatch']]>([
    ['keeps silent', silence],
    ['breaks', () => Promise.resolve(failure('engineFailed'))],
  ])('replaces a worker whose job %s, for the pictures that wait too', async (_, measureBatch) => {
    const measure = vi.fn(measureBatch);
    const { engine, workers } = createScriptedEngine([{ measureBatch: measure }], quick);
    await engine.classify(bytes);
    await vi.waitFor(() => expect(measure).toHaveBeenCalled());
    expect((await engine.classify(bytes)).score).toBe(0.5);
    expect(workers).toHaveLength(2);
    expect(engine.batchSize).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(measure).toHaveBeenCalledOnce();
  });

  it('gives the memory back, and wakes with the next picture', async () => {
    const { engine, workers } = createScriptedEngine([{}], { ...quickLimits, sleepAfterMs: 20 });
    await engine.classify(bytes);
    expect(engine.state).toMatchObject({ status: 'ready' });
    await vi.waitFor(() => expect(workers[0]?.terminate).toHaveBeenCalled());
    expect(engine.state).toEqual({ status: 'idle', refused: [] });
    expect((await engine.classify(bytes)).score).toBe(0.5);
    expect(workers).toHaveLength(2);
  });

  it('is not held to have failed when it is put to sleep while it loads', async () => {
    const loading = Promise.withResolvers<undefined>();
    const load: Load = () => {
      loading.resolve(undefined);
      return silence();
    };
    const { engine } = createScriptedEngine([{ load }, {}]);
    const judging = engine.classify(bytes);
    await loading.promise;
    engine.sleep();
    expect((await judging).score).toBe(0.5);
    expect(engine.state).toMatchObject({ status: 'ready' });
  });

  it('leaves a job for later when it is put to sleep over it', async () => {
    const answers = [silence, () => Promise.resolve({ ok: true, value: faster } as const)];
    const measureBatch = vi.fn(() => (answers.shift() ?? silence)());
    const { engine } = createScriptedEngine([{ measureBatch }], quick);
    await engine.classify(bytes);
    await vi.waitFor(() => expect(measureBatch).toHaveBeenCalledOnce());
    engine.sleep();
    await engine.classify(bytes);
    await vi.waitFor(() => expect(engine.batchSize).toBe(4));
  });

  it('does not fall asleep over a slow picture', async () => {
    const slow = () => new Promise<typeof judged>((resolve) => setTimeout(resolve, 40, judged));
    const limits = { ...quickLimits, sleepAfterMs: 10 };
    const { engine, workers } = createScriptedEngine([{ classify: slow }], limits);
    expect((await engine.classify(bytes)).score).toBe(0.5);
    expect(workers).toHaveLength(1);
  });
});
