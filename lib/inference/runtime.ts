import { env, LogLevel } from '@huggingface/transformers';
import factoryUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';

const mostThreads = 8;

/** Names a file as transformers.js asks for it, for `serveModelFiles`. */
export type ModelFiles = Record<string, Uint8Array<ArrayBuffer> | Blob>;

/**
 * Ties transformers.js and its ONNX Runtime to what the package ships: the library asks nothing of the network.
 * The runtime's factory is a file of its own, so that WASM threads load it instead of the whole worker.
 */
export function configureRuntime({ threads }: { threads: number }) {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.fetch = (input) => Promise.reject(new Error(`Expected no request, got ${String(input)}`));
  env.useWasmCache = false;
  env.useBrowserCache = false;
  env.logLevel = LogLevel.ERROR;
  const { wasm } = env.backends.onnx;
  if (!wasm) throw new Error('Expected the WASM backend of ONNX Runtime, got none');
  wasm.wasmPaths = { mjs: absolute(factoryUrl), wasm: absolute(wasmUrl) };
  wasm.numThreads = threads;
}

/** Threads need shared memory, which only cross-origin isolated contexts have. */
export function availableThreads(): number {
  return crossOriginIsolated ? Math.min(navigator.hardwareConcurrency, mostThreads) : 1;
}

/** Answers transformers.js' requests for files of the model `id`; requests for any other file fail. */
export function serveModelFiles(id: string, files: ModelFiles) {
  env.useCustomCache = true;
  env.customCache = {
    match: (request) => {
      const name = request.split(`/${id}/`).at(-1) ?? '';
      const bytes = files[name];
      return Promise.resolve(bytes && new Response(bytes));
    },
    put: () => Promise.resolve(),
  };
}

function absolute(url: string): string {
  return new URL(url, import.meta.url).href;
}
