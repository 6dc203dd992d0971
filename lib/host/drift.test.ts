import { expect, it, vi } from 'vitest';
import type { DriftProgress, LoadRequest, Outcome } from '../inference/protocol';
import type { Drift } from '../verdict/drift';
import { getDefaultEntry } from './catalog';
import type { DriftRecord } from './drift-record';
import { Engine } from './engine';
import { measureDriftFor } from './idle-jobs';
import type { RunningWorker } from './running-worker';

const limits = {
  loadMs: 1_000,
  classifyMs: 1_000,
  loadAgainAfterMs: 1_000,
  jobMs: 1_000,
  quietMs: 5,
  sleepAfterMs: 600_000,
};
const small: Drift = { pictures: 32, median: 0.01, p99: 0.05, worst: 0.05, zoneChanges: 0 };
const large: Drift = { ...small, p99: 0.3, worst: 0.3 };
const measuring: DriftProgress = { status: 'measuring', pictures: 4 };

/** Remembers in memory what an engine loads and measures. */
function createEngine(steps: DriftProgress[], known?: Drift) {
  const loads: LoadRequest[] = [];
  const measureDrift = vi.fn(() => {
    const value = steps.shift() ?? { status: 'unmeasurable' as const };
    return Promise.resolve<Outcome<DriftProgress>>({ ok: true, value });
  });
  const startWorker = (): RunningWorker => {
    const death = new AbortController();
    return {
      death: death.signal,
      terminate: () => death.abort(new Error('test end')),
      inference: {
        load: (request) => {
          loads.push(request);
          const precision = request.int8 ? 'int8' : 'fp32';
          const value = {
            device: 'wasm',
            threads: 2,
            rung: 'wasm',
            precision,
            refused: [],
          } as const;
          return Promise.resolve({ ok: true, value: { ...value, refused: [] } });
        },
        classify: () => Promise.resolve({ ok: true, value: [] }),
        compare: vi.fn(),
        explainTiles: vi.fn(),
        explainLayers: vi.fn(),
        measureBatch: vi.fn(),
        measureDrift,
      },
    };
  };
  let kept = known;
  const drift: DriftRecord = {
    find: () => Promise.resolve(kept),
    keep: (measured) => {
      kept = measured;
      return Promise.resolve();
    },
  };
  const loadRequest: LoadRequest = {
    entry: getDefaultEntry(),
    source: { kind: 'package', baseUrl: 'test:/' },
    device: 'auto',
  };
  const idleJobs = [measureDriftFor(drift)];
  return {
    engine: new Engine({ startWorker, loadRequest, limits, drift, idleJobs }),
    loads,
    measureDrift,
  };
}

it('measures in quiet moments, step by step, and goes on in int8 when its drift is small', async () => {
  const { engine, loads, measureDrift } = createEngine([
    measuring,
    measuring,
    { status: 'measured', drift: small },
  ]);
  await engine.tryBetterDevice();
  await vi.waitFor(() => expect(engine.state).toMatchObject({ precision: 'int8', drift: small }));
  expect(measureDrift).toHaveBeenCalledTimes(3);
  expect(loads.map(({ int8 }) => int8)).toEqual([false, true]);
});

it('stays in single precision when the drift is large, and holds the model once', async () => {
  const { engine, loads } = createEngine([{ status: 'measured', drift: large }]);
  await engine.tryBetterDevice();
  await vi.waitFor(() => expect(loads).toHaveLength(2));
  await vi.waitFor(() => expect(engine.state).toMatchObject({ precision: 'fp32', drift: large }));
  expect(loads[1]?.int8).toBe(false);
});

it('does not measure again what is on record', async () => {
  const { engine, loads, measureDrift } = createEngine([], small);
  await engine.tryBetterDevice();
  await vi.waitFor(() => expect(engine.state).toMatchObject({ drift: small }));
  expect(loads.map(({ int8 }) => int8)).toEqual([true]);
  expect(measureDrift).not.toHaveBeenCalled();
});

it('tells what is on record as soon as the model is loaded', async () => {
  const { engine } = createEngine([], small);
  const classifying = engine.classify(new ArrayBuffer(1)).catch(() => undefined);
  await vi.waitUntil(() => engine.state.status === 'ready');
  expect(engine.state).toMatchObject({ precision: 'int8', drift: small });
  await classifying;
});

it('judges precisely without int8, and the next ordinary picture with it again', async () => {
  const { engine, loads } = createEngine([], small);
  const judge = (work: Promise<unknown>) => work.catch(() => undefined);
  await judge(engine.classify(new ArrayBuffer(1)));
  await judge(engine.classifyPrecisely(new ArrayBuffer(1)));
  await judge(engine.classifyPrecisely(new ArrayBuffer(1)));
  await judge(engine.classify(new ArrayBuffer(1)));
  expect(loads.map(({ int8 }) => int8)).toEqual([true, false, true]);
});
