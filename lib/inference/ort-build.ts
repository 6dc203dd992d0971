/**
 * Which build of ONNX Runtime transformers.js gets, as an alias for Vite. It asks for the one whose WASM waits for the
 * GPU by Asyncify; with JSPI (Chrome 137) the same code is 10 MB smaller and ready in less than half the time.
 */
export const ortAlias = { 'onnxruntime-web/webgpu': 'onnxruntime-web/jspi' };
