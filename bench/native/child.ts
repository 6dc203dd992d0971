import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { NativeReply, NativeRequest } from './protocol.ts';

const pictureShape = [3, 384, 384] as const;
const bytesPerKilobyte = 1024;

let session: InferenceSession | undefined;

process.on('message', (request: NativeRequest) => {
  void answer(request);
});

async function answer(request: NativeRequest): Promise<void> {
  const startedAt = performance.now();
  if ('load' in request) await load(request.load);
  else await run(request.run);
  const tookMs = performance.now() - startedAt;
  const peakBytes = process.resourceUsage().maxRSS * bytesPerKilobyte;
  process.send?.({ tookMs, peakBytes } satisfies NativeReply);
}

async function load({ model, threads }: { model: string; threads: number }): Promise<void> {
  session = await InferenceSession.create(model, { intraOpNumThreads: threads });
}

async function run(count: number): Promise<void> {
  if (!session) throw new Error('Expected a loaded model, got none');
  const [channels, height, width] = pictureShape;
  const values = new Float32Array(count * channels * height * width).fill(0.5);
  const pixelValues = new Tensor('float32', values, [count, ...pictureShape]);
  await session.run({ pixel_values: pixelValues });
}
