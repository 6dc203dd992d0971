import type { SelfTestFigures } from '../verdict/health';
import { isGpuRung, nextRung, type RefusedRung, type Rung } from '../verdict/rungs';
import { DeviceError, RungRefusedError } from './device-error';
import { findHardwareAdapter, openGpu } from './gpu';
import { quantiseVit } from './int8-weights';
import { findMissingRungs } from './missing-rungs';
import { ModelLoadError } from './model-load-error';
import type { LoadAttempt, LoadedModel, LoadRequest } from './protocol';
import { loadModel, type ModelOutputs, type ReadModel, type RunnableModel } from './runnable-model';
import { availableThreads } from './runtime';
import {
  createTestPicture,
  differenceOfLogits,
  findDisagreement,
  fp16Tolerance,
  fp32Tolerance,
} from './self-test';
import type { VitOptions } from './vit-model';

/** A warm model, and the rungs above that it does not run on. */
export interface ModelOnRung
  extends WarmModel, Pick<LoadedModel, 'rung' | 'refused' | 'precision'> {}

/** A model that answered the test picture. */
interface WarmModel extends Pick<LoadedModel, 'selfTest'> {
  model: RunnableModel;
}

interface RungOptions {
  id: string;
  device: LoadRequest['device'];
  refused: readonly RefusedRung[];
  /** Whether WASM may multiply in int8. */
  int8?: boolean;
  /** What the model is known to answer to the test picture. */
  testLogit?: number | undefined;
  onAttempt?: ((attempt: LoadAttempt) => void) | undefined;
}

/**
 * Loads a model on the best rung that this machine has and nobody refused, and runs it once.
 *
 * @throws RungRefusedError when the rung gave way; a fresh worker may try the next.
 * @throws ModelLoadError (`brokenWeights`) when it runs but answers no number.
 */
export async function loadOnBestRung(vit: ReadModel, options: RungOptions): Promise<ModelOnRung> {
  const int8 = options.int8 === true && 'tensors' in vit;
  const best = bestRungOf(options.device);
  const wanted = nextRung(options.refused, best);
  if (wanted) options.onAttempt?.({ rung: wanted, refused: options.refused });
  const search = wanted && isGpuRung(wanted) ? await findHardwareAdapter() : undefined;
  const missing = findMissingRungs({ search, threads: availableThreads() });
  const refused = merge(options.refused, missing);
  const rung = nextRung(refused, best);
  if (!rung) throw new RungRefusedError(refused, 'Expected a way to run the model, got none');
  options.onAttempt?.({ rung, refused });
  try {
    const adapter = search?.adapter;
    const { id, testLogit } = options;
    const warm = await loadOnRung(vit, { id, rung, adapter, int8, testLogit });
    return { ...warm, rung, refused, precision: precisionOf(rung, int8) };
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
  int8: boolean;
  testLogit: number | undefined;
}

function loadOnRung(vit: ReadModel, { id, rung, int8, ...rest }: OnRung): Promise<WarmModel> {
  if (isGpuRung(rung)) return loadOnGpu(vit, { id, rung, ...rest });
  const threads = rung === 'wasm' ? availableThreads() : 1;
  return loadOnWasm(vit, {
    id,
    threads,
    int8: int8 && 'tensors' in vit ? quantiseVit(vit) : undefined,
    testLogit: rest.testLogit,
  });
}

function precisionOf(rung: Rung, int8: boolean): LoadedModel['precision'] {
  if (isGpuRung(rung)) return rung === 'webgpu-fp16' ? 'fp16' : 'fp32';
  return int8 ? 'int8' : 'fp32';
}

interface OnWasm extends Pick<VitOptions, 'id' | 'threads' | 'int8'> {
  testLogit: number | undefined;
}

/**
 * What int8 answers was held against single precision before, on more pictures than this one.
 *
 * @throws DeviceError (`selfTestDisagreed`) when it answers something else than the model is known to.
 */
async function loadOnWasm(vit: ReadModel, { testLogit, ...options }: OnWasm): Promise<WarmModel> {
  const model = await loadModel(vit, { ...options, device: 'wasm' });
  const outputs = await model.run(createTestPicture(vit.config.imageSize));
  checkNumbers(outputs);
  if (testLogit === undefined || options.int8) return { model };
  return { model, selfTest: compareWithKnown(outputs, testLogit) };
}

/**
 * The self-test: WASM's answer is taken first and its session given back, so that the weights lie in memory once.
 *
 * @throws DeviceError (`selfTestDisagreed`) when the GPU answers something else.
 */
async function loadOnGpu(
  vit: ReadModel,
  { id, rung, adapter, testLogit }: Omit<OnRung, 'int8'>,
): Promise<WarmModel> {
  if (!adapter) throw new DeviceError('noWebGpu', 'Expected a GPU adapter, got none');
  const picture = createTestPicture(vit.config.imageSize);
  const shaderF16 = rung === 'webgpu-fp16';
  const gpu = await openGpu(adapter, { shaderF16 });
  const reference = await runOnWasm(vit, { id, picture });
  if (testLogit !== undefined) compareWithKnown(reference, testLogit);
  const precision = shaderF16 ? 'F16' : 'F32';
  const model = await loadModel(vit, { id, device: gpu, precision });
  const actual = await model.run(picture);
  const tolerance = shaderF16 ? fp16Tolerance : fp32Tolerance;
  const disagreement = findDisagreement({ reference, actual }, tolerance);
  if (disagreement) throw new DeviceError('selfTestDisagreed', disagreement);
  const logitDifference = differenceOfLogits({ reference, actual });
  return { model, selfTest: { logitDifference, allowedDifference: tolerance.logit } };
}

async function runOnWasm(
  vit: ReadModel,
  { id, picture }: { id: string; picture: Float32Array },
): Promise<ModelOutputs> {
  const model = await loadModel(vit, { id, device: 'wasm' });
  const outputs = await model.run(picture);
  await model.dispose();
  checkNumbers(outputs);
  return outputs;
}

/** @throws DeviceError (`selfTestDisagreed`) when WASM does not compute what other machines do. */
function compareWithKnown({ logits }: ModelOutputs, testLogit: number): SelfTestFigures {
  const allowedDifference = fp32Tolerance.logit;
  const logitDifference = Math.abs((logits[0] ?? NaN) - testLogit);
  if (logitDifference <= allowedDifference) return { logitDifference, allowedDifference };
  const message = `Expected the logit ${testLogit} on WASM, got ${logits[0]}`;
  throw new DeviceError('selfTestDisagreed', message);
}

/** WASM's numbers are taken as they come: what is no number there is the model's fault. */
function checkNumbers({ logits }: ModelOutputs): void {
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
