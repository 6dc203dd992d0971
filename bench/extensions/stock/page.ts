import { env, pipeline, type Tensor } from '@huggingface/transformers';
import factoryUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import { readPicture, type BenchPage, type PhasedSample } from '../bench-page';

// The library's own choice of build, from the package instead of a CDN: an extension may load nothing from outside.
const { wasm } = env.backends.onnx;
if (!wasm) throw new Error('Expected the WASM backend of ONNX Runtime, got none');
wasm.wasmPaths = {
  mjs: new URL(factoryUrl, location.href).href,
  wasm: new URL(wasmUrl, location.href).href,
};
env.allowRemoteModels = false;
env.allowLocalModels = true;
env.localModelPath = '/models/';

let loading: ReturnType<typeof load> | undefined;

const page: BenchPage = {
  async coldStart(picture) {
    await judgeBatch([picture]);
    return performance.now();
  },
  judge: (picture) => judgeBatch([picture]),
  judgeBatch,
  async engine() {
    await (loading ??= load());
    return { name: 'wasm', threads: wasm.numThreads ?? 0 };
  },
};
window.bench = page;

interface ForwardPass {
  startedAt: number;
  endedAt: number;
  logits: number[];
}

async function judgeBatch(pictures: string[]): Promise<PhasedSample> {
  const { classifier, passes } = await (loading ??= load());
  const blobs = await Promise.all(pictures.map(readPicture));
  const startedAt = performance.now();
  await classifier(blobs);
  const totalMs = performance.now() - startedAt;
  const pass = passes.pop();
  if (!pass) throw new Error('Expected the pipeline to run its model');
  return {
    totalMs,
    tensorMs: pass.startedAt - startedAt,
    forwardMs: pass.endedAt - pass.startedAt,
    logits: pass.logits,
  };
}

/** The pipeline as documented, in full precision like Candid's: `q8` would be its own choice. Its model is watched. */
async function load() {
  const passes: ForwardPass[] = [];
  const classifier = await pipeline('image-classification', 'random-vit', {
    dtype: 'fp32',
    use_external_data_format: true,
  });
  classifier.model = new Proxy(classifier.model, {
    async apply(model, receiver, inputs: unknown[]) {
      const startedAt = performance.now();
      const output = (await Reflect.apply(model, receiver, inputs)) as { logits: Tensor };
      const logits = Array.from(output.logits.data as Float32Array);
      passes.push({ startedAt, endedAt: performance.now(), logits });
      return output;
    },
  });
  return { classifier, passes };
}
