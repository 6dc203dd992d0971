import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import wxtConfig from '../../wxt.config';
import { DeviceError } from './device-error';
import { findHardwareAdapter, isSoftware, untilLost } from './gpu';

const hardware = {
  isFallbackAdapter: false,
  vendor: 'nvidia',
  architecture: 'ampere',
  device: '',
  description: '',
};
const swiftShader = { ...hardware, vendor: 'google', architecture: 'swiftshader' };

function gpuWith(requestAdapter: () => Promise<unknown>): GPU {
  return { requestAdapter } as unknown as GPU;
}

describe('an adapter', () => {
  it.each([
    ['SwiftShader', { vendor: 'google', architecture: 'swiftshader' }],
    [
      'llvmpipe by its description',
      { vendor: 'mesa', description: 'llvmpipe (LLVM 19.1, 256 bits)' },
    ],
    ['llvmpipe by its vendor', { vendor: 'mesa', architecture: '' }],
    ["Windows' renderer by its description", { description: 'Microsoft Basic Render Driver' }],
    ["Windows' renderer by its architecture", { vendor: 'microsoft', architecture: 'warp' }],
    ['one that says so', { isFallbackAdapter: true }],
  ])('is software: %s', (_, told) => {
    expect(isSoftware({ ...hardware, ...told })).toBe(true);
  });

  it.each([
    ['NVIDIA', {}],
    ['AMD on Mesa', { vendor: 'amd', architecture: 'rdna-3', description: 'RADV (Mesa 25.0)' }],
    ['Intel', { vendor: 'intel', architecture: 'gen-12lp' }],
    ['Apple', { vendor: 'apple', architecture: 'metal-3' }],
    ['a browser that tells nothing', { vendor: '', architecture: '' }],
  ])('is hardware: %s', (_, told) => {
    expect(isSoftware({ ...hardware, ...told })).toBe(false);
  });
});

describe('the search for one', () => {
  it('finds the one that is hardware', async () => {
    const adapter = { info: hardware };
    expect(await findHardwareAdapter(gpuWith(() => Promise.resolve(adapter)))).toEqual({ adapter });
  });

  it('counts software as none', async () => {
    const search = findHardwareAdapter(gpuWith(() => Promise.resolve({ info: swiftShader })));
    expect(await search).toEqual({ adapter: undefined, reason: 'softwareAdapter' });
  });

  it.each([
    ['has no WebGPU', undefined],
    ['has no adapter', gpuWith(() => Promise.resolve(null))],
    ['has given up on its GPU', gpuWith(() => Promise.reject(new Error('test')))],
  ])('finds none where the browser %s', async (_, gpu) => {
    expect(await findHardwareAdapter(gpu)).toEqual({ adapter: undefined, reason: 'noWebGpu' });
  });
});

/** The search, built with what the shipped build defines. */
async function buildAsShipped(define: Record<string, unknown>) {
  const entry = `${import.meta.dirname}/gpu.ts`;
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    define,
    build: { write: false, lib: { entry, formats: ['es'] } },
  });
  const [{ output: chunks } = { output: [] }] = output as { output: { code: string }[] }[];
  const code = chunks[0]?.code ?? '';
  const url = `data:text/javascript,${encodeURIComponent(code)}`;
  return (await import(/* @vite-ignore */ url)) as {
    findHardwareAdapter: typeof findHardwareAdapter;
  };
}

describe('the build-time switch', () => {
  const software = gpuWith(() => Promise.resolve({ info: swiftShader }));

  it('is off in the shipped build', async () => {
    const shipped = await wxtConfig.vite?.({ browser: 'chrome', mode: 'production' } as never);
    expect(shipped?.define).toHaveProperty('__ACCEPT_SOFTWARE_ADAPTER__', 'false');
    const built = await buildAsShipped(shipped?.define ?? {});
    expect(await built.findHardwareAdapter(software)).toMatchObject({ reason: 'softwareAdapter' });
  });

  it('lets tests use software when it is on', async () => {
    const built = await buildAsShipped({ __ACCEPT_SOFTWARE_ADAPTER__: 'true' });
    expect(await built.findHardwareAdapter(software)).toEqual({ adapter: { info: swiftShader } });
  });
});

describe('waiting for a GPU', () => {
  const loss = new DeviceError('deviceLost', 'test');

  it('answers what it answers', async () => {
    expect(await untilLost(Promise.resolve(1), new AbortController().signal)).toBe(1);
  });

  it('fails as it fails', async () => {
    const failure = Promise.reject(new Error('test'));
    await expect(untilLost(failure, new AbortController().signal)).rejects.toThrow('test');
  });

  it('ends when the GPU is lost', async () => {
    const lost = new AbortController();
    const answer = untilLost(new Promise(() => undefined), lost.signal);
    lost.abort(loss);
    await expect(answer).rejects.toBe(loss);
  });

  it('does not begin when the GPU was lost before', async () => {
    const answer = untilLost(new Promise(() => undefined), AbortSignal.abort(loss));
    await expect(answer).rejects.toBe(loss);
  });
});
