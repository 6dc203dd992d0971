import { wrap } from 'comlink';
import type { InferenceWorker, Outcome } from '../lib/inference/protocol';
import type { CatalogEntry } from '../lib/verdict/model';
import catalog from '../models/catalog.json';
import type { UnitJudgement } from './unit-path';

declare global {
  interface Window {
    judge(base64: string): Promise<UnitJudgement>;
  }
}

const entry = catalog.models.find(({ id }) => id === catalog.default) as unknown as CatalogEntry;
const url = new URL('../lib/inference/worker.ts', import.meta.url);
const worker = wrap<InferenceWorker>(new Worker(url, { type: 'module', name: 'unit-path' }));
const baseUrl = new URL(`/${entry.folder ?? ''}/`, location.href).href;
open(await worker.load({ entry, source: { kind: 'package', baseUrl }, device: 'wasm' }));

window.judge = async (base64) => {
  const file = await fetch(`data:;base64,${base64}`);
  const [outcome] = open(await worker.classify([await file.arrayBuffer()]));
  const { score, heatmap } = open(outcome);
  if (!heatmap) throw new Error('Expected a heatmap, got none');
  return { score, heat: { ...heatmap, values: [...heatmap.values] } };
};

function open<Value>(outcome: Outcome<Value> | undefined): Value {
  if (outcome?.ok) return outcome.value;
  throw new Error(outcome ? `${outcome.code}: ${outcome.message}` : 'Expected an outcome');
}
