import { isGpuRung, nextRung, type RefusedRung, type Rung } from '../verdict/rungs';
import { DeviceError, RungRefusedError } from './device-error';
import { findHardwareAdapter, openGpu } from './gpu';
import { findMissingRungs } from './missing-rungs';
import { ModelLoadError } from './model-load-error';
import type { LoadRequest } from './protocol';
import type { Vit } from './read-vit';
import { availableThreads } from './runtime';
import { createTestPicture, findDisagreement, fp16Tolerance, fp32Tolerance } from './self-test';
import { VitModel, type VitOutputs } from './vit-model';

/** A warm model, and the rungs above that it does not run on. */
export interface ModelOnRung {
  model: VitModel;
  rung: Rung;
  refused: RefusedRung[];
}

interface RungOptions {
  id: string;
  device: LoadRequest['device'];
  refused: readonly RefusedRung[];
}

/**
 * Loads a model on the best rung that this machine has and nobody refused, and runs it once.
 *
 * @throws RungRefusedError when the rung gave way; a fresh worker may try the next.
 * @throws ModelLoadError (`brokenWeights`) when it runs but answers no number.
 */
export async function loadOnBestRung(vit: Vit, options: RungOptions): Promise<ModelOnRung> {
  const best = bestRungOf(options.device);
  const wanted = nextRung(options.refused, best);
  const search = wanted && isGpuRung(wanted) ? await findHardwareAdapter() : undefined;
  const missing = findMissingRungs({ search, threads: availableThreads() });
  const refused = merge(options.refused, missing);
  const rung = nextRung(refused, best);
  if (!rung) throw new RungRefusedError(refused, 'Expected a way to run the model, got none');
  try {
    const adapter = search?.adapter;
    const model = await loadOnRung(vit, { id: options.id, rung, adapter });
    return { model, rung, refused };
  } catch (cause) {
    if (!(cause instanceof DeviceError)) throw cause;
    const { reason, message } = cause;
    throw new RungRefusedError([...refused, { rung, reason }], message, { cause });
  }
}

interface OnRung {
  id: string;
  rung: Rung;
  adapter: GPUAdapter | undefined;
}

function loadOnRung(vit: Vit, { id, rung, adapter }: OnRung): Promise<VitModel> {
  if (isGpuRung(rung)) return loadOnGpu(vit, { id, rung, adapter });
  return loadOnWasm(vit, { id, threads: rung === 'wasm' ? availableThreads() : 1 });
}

async function loadOnWasm(vit: Vit, options: { id: string; threads: number }): Promise<VitModel> {
  const model = await VitModel.load(vit, { ...options, device: 'wasm' });
  checkNumbers(await model.run(createTestPicture(vit.config.imageSize)));
  return model;
}

/**
 * The self-test: WASM's answer is taken first and its session given back, so that the weights lie in memory once.
 *
 * @throws DeviceError (`selfTestDisagreed`) when the GPU answers something else.
 */
async function loadOnGpu(vit: Vit, { id, rung, adapter }: OnRung): Promise<VitModel> {
  if (!adapter) throw new DeviceError('noWebGpu', 'Expected a GPU adapter, got none');
  const picture = createTestPicture(vit.config.imageSize);
  const shaderF16 = rung === 'webgpu-fp16';
  const gpu = await openGpu(adapter, { shaderF16 });
  const reference = await runOnWasm(vit, { id, picture });
  const precision = shaderF16 ? 'F16' : 'F32';
  const model = await VitModel.load(vit, { id, device: gpu, precision });
  const actual = await model.run(picture);
  const tolerance = shaderF16 ? fp16Tolerance : fp32Tolerance;
  const disagreement = findDisagreement({ reference, actual }, tolerance);
  if (disagreement) throw new DeviceError('selfTestDisagreed', disagreement);
  return model;
}

async function runOnWasm(
  vit: Vit,
  { id, picture }: { id: string; picture: Float32Array },
): Promise<VitOutputs> {
  const model = await VitModel.load(vit, { id, device: 'wasm' });
  const outputs = await model.run(picture);
  await model.dispose();
  checkNumbers(outputs);
  return outputs;
}

/** WASM is trusted to compute: what is no number there is the model's fault. */
function checkNumbers({ logits }: VitOutputs): void {
  if (logits.every((logit) => Number.isFinite(logit))) return;
  throw new ModelLoadError('brokenWeights', `Expected a number as logit, got ${logits.join(', ')}`);
}

/** Where the ladder starts. */
function bestRungOf(device: LoadRequest['device']): Rung {
  return device === 'auto' ? 'webgpu-fp16' : device;
}

/** A rung stays refused for the reason that came first. */
function merge(refused: readonly RefusedRung[], missing: RefusedRung[]): RefusedRung[] {
  const isNew = ({ rung }: RefusedRung) => !refused.some((refusal) => refusal.rung === rung);
  return [...refused, ...missing.filter(isNew)];
}
