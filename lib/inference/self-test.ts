import type { ModelFiles } from '../verdict/model';
import type { ModelOutputs } from './runnable-model';

/** How far two devices may be apart on the same picture. Larger is not rounding any more, but another computation. */
export interface Tolerance {
  /** In logits. 0.01 moves a score by at most 0.0025. */
  logit: number;
  /** Of rollout and embedding, as a fraction of the largest value in the reference. */
  relative: number;
}

/**
 * Single precision in another order. The golden ViT is within 1e-5 on SwiftShader; vendors' fused and fast maths may
 * cost a hundred times that, and still a device that computes something else is far outside.
 */
export const fp32Tolerance: Tolerance = { logit: 0.01, relative: 0.01 };

/** Eleven bits of mantissa through a dozen blocks. 0.05 moves a score by at most 0.0125. */
export const fp16Tolerance: Tolerance = { logit: 0.05, relative: 0.05 };

/** What weights, named by their sha256, answer to the test picture: the first logit, in single precision. */
const testLogits = new Map([
  // Candid starter v0, by native ONNX Runtime.
  ['b0f6294d9feac077e4f0a6a55a67aa021487ac0e7c6b63280d2c13bd8192bf5b', 2.79546],
]);

/** The first logit that a model is known to answer to the test picture; undefined for weights that nobody asked before. */
export function findTestLogit(files: ModelFiles): number | undefined {
  return 'model.safetensors' in files
    ? testLogits.get(files['model.safetensors'].sha256)
    : undefined;
}

const comparedOutputs = ['logits', 'rollout', 'clsEmbedding'] as const;

/**
 * One picture, the same for everybody: slow waves with noise over them, as pixel values of about -2 to 2. Flat pictures
 * would let a device pass that mixes patches up.
 */
export function createTestPicture(imageSize: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length: 3 * imageSize ** 2 }, (_, i) => {
    const x = i % imageSize;
    const y = Math.floor(i / imageSize) % imageSize;
    const channel = Math.floor(i / imageSize ** 2);
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    const noise = state / 2 ** 31;
    return Math.sin((x * (channel + 1) + 2 * y) / 17) + noise;
  });
}

/**
 * Says where `actual` is further from `reference` than `tolerance`; undefined where they agree. Anything that is no
 * number disagrees.
 */
export function findDisagreement(
  { reference, actual }: Record<'reference' | 'actual', ModelOutputs>,
  tolerance: Tolerance,
): string | undefined {
  for (const name of comparedOutputs) {
    const [wanted, got] = [reference[name], actual[name]];
    if (!wanted && !got) continue;
    const allowed = name === 'logits' ? tolerance.logit : tolerance.relative * largestOf(wanted);
    const difference = largestDifference(wanted, got);
    if (!(difference <= allowed)) {
      return `Expected ${name} within ${allowed} of WASM's, got ${difference}`;
    }
  }
  return undefined;
}

/** How far the logits are apart at most. */
export function differenceOfLogits({
  reference,
  actual,
}: Record<'reference' | 'actual', ModelOutputs>): number {
  return largestDifference(reference.logits, actual.logits);
}

function largestOf(values: Float32Array | null): number {
  return (values ?? new Float32Array()).reduce(
    (largest, value) => Math.max(largest, Math.abs(value)),
    0,
  );
}

/** NaN when there is one, or when there are not as many values. */
function largestDifference(a: Float32Array | null, b: Float32Array | null): number {
  if (!a || a.length !== b?.length) return NaN;
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (b[i] ?? NaN))), 0);
}
