import { afterEach, expect, it, vi } from 'vitest';
import { differencesToGolden, readGoldenPixels } from './fixtures/golden-answers';
import { readGoldenModel } from './fixtures/golden-models';
import { findHardwareAdapter, isSoftware } from './gpu';
import { loadOnBestRung } from './load-on-rung';
import { readVit } from './read-vit';
import { VitModel, type VitOutputs } from './vit-model';

const vit = readVit(await readGoldenModel('timm'));
const noShaderF16 = { rung: 'webgpu-fp16', reason: 'noShaderF16' } as const;
const timeoutMs = 240_000;

afterEach(() => vi.restoreAllMocks());

/** Remembers the devices that are opened from now on. */
function watchDevices(): GPUDevice[] {
  const devices: GPUDevice[] = [];
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called on its adapter below
  const { requestDevice } = GPUAdapter.prototype;
  vi.spyOn(GPUAdapter.prototype, 'requestDevice').mockImplementation(async function (
    this: GPUAdapter,
    descriptor,
  ) {
    const device = await requestDevice.call(this, descriptor);
    devices.push(device);
    return device;
  });
  return devices;
}

/** Changes what every run but the first answers: the first is WASM's, for the self-test. */
function perturb(change: (outputs: VitOutputs) => void) {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called on its model below
  const { run } = VitModel.prototype;
  let runs = 0;
  vi.spyOn(VitModel.prototype, 'run').mockImplementation(async function (this: VitModel, pixels) {
    const outputs = await run.call(this, pixels);
    runs += 1;
    if (runs > 1) change(outputs);
    return outputs;
  });
}

it('would not take the adapter of this browser but for the switch', async () => {
  const { adapter } = await findHardwareAdapter();
  expect(adapter && isSoftware(adapter.info)).toBe(true);
});

it(
  'steps down when the adapter promises half precision and cannot keep it',
  async () => {
    const { adapter } = await findHardwareAdapter();
    vi.spyOn(navigator.gpu, 'requestAdapter').mockImplementation(() => {
      const features = new Set([...(adapter?.features ?? []), 'shader-f16']);
      return Promise.resolve(
        Object.defineProperty(adapter as GPUAdapter, 'features', { value: features }),
      );
    });
    const load = loadOnBestRung(vit, { id: 'promise', device: 'auto', refused: [] });
    await expect(load).rejects.toMatchObject({
      name: 'RungRefusedError',
      refused: [{ rung: 'webgpu-fp16', reason: 'sessionFailed' }],
    });
  },
  timeoutMs,
);

it(
  'refuses a GPU that answers something else than WASM',
  async () => {
    perturb(({ rollout }) => rollout.set([0.5]));
    const load = loadOnBestRung(vit, { id: 'perturbed', device: 'auto', refused: [] });
    await expect(load).rejects.toMatchObject({
      message: expect.stringContaining('rollout') as string,
      refused: [noShaderF16, { rung: 'webgpu', reason: 'selfTestDisagreed' }],
    });
  },
  timeoutMs,
);

it(
  'takes the GPU when it agrees, and learns at once that it is lost',
  async () => {
    const devices = watchDevices();
    const loaded = await loadOnBestRung(vit, { id: 'agreed', device: 'auto', refused: [] });
    expect(loaded).toMatchObject({ rung: 'webgpu', refused: [noShaderF16] });
    const pixels = await readGoldenPixels();
    const drift = await differencesToGolden(await loaded.model.run(pixels), 'expected');
    expect(drift.logits).toBeLessThan(1e-3);

    const answer = loaded.model.run(pixels);
    devices.at(-1)?.destroy();
    await expect(answer).rejects.toMatchObject({ name: 'DeviceError', reason: 'deviceLost' });
    await expect(loaded.model.run(pixels)).rejects.toMatchObject({ reason: 'deviceLost' });
  },
  timeoutMs,
);
