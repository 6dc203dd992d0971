import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { DevTools } from './browser/devtools.ts';
import { EngineRoom } from './browser/engine-room.ts';
import { findServiceWorker } from './browser/launch.ts';
import { createProfile } from './browser/profile.ts';
import { expect, launchOn, test as base } from './fixtures.ts';
import { Badges, verdict } from './pages/badges.ts';
import { openEnginePopup } from './pages/popup.ts';
import { buildForSoftwareGpu, softwareGpu } from './site/gpu-build.ts';
import type { Site } from './site/site.ts';
import { createPicture } from './site/test-picture.ts';

/** A browser of its own, whose engine has not started yet. */
interface Machine {
  engine: EngineRoom;
  /** Its last lines tell which device runs the model, and what failed. */
  popup: Page;
  badges: Badges;
  /** Shows three new pictures. */
  showThree: () => Promise<void>;
  /** Shows three new pictures, and waits until each has its verdict. */
  judgeThree: () => Promise<void>;
}

interface Fixtures {
  processor: Machine;
  gpu: Machine;
}

interface WorkerFixtures {
  gpuBuild: string;
}

const names = ['a', 'b', 'c'];
const loadMs = 120_000;
const classifyMs = 90_000;

const test = base.extend<Fixtures, WorkerFixtures>({
  processor: async ({ web }, use) => withMachine(web, {}, use),
  gpuBuild: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'candid-gpu-build-'));
      await use(buildForSoftwareGpu(folder));
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  gpu: async ({ web, gpuBuild }, use) =>
    withMachine(web, { extension: gpuBuild, args: softwareGpu }, use),
});

async function withMachine(
  web: Site,
  { extension, args = [] }: { extension?: string; args?: string[] },
  use: (machine: Machine) => Promise<void>,
): Promise<void> {
  const profile = createProfile();
  const context = await launchOn(web, {
    profile,
    args: ['--remote-debugging-port=0', ...args],
    ...(extension && { extension }),
  });
  const popup = await openEnginePopup(context, await findServiceWorker(context));
  await expect(popup.getByRole('contentinfo')).toContainText('starts with the first picture');
  const devTools = await DevTools.connect(profile);
  const engine = await EngineRoom.enter(devTools);
  const page = await context.newPage();
  const badges = new Badges(page);
  const showThree = () => showPictures(web, page);
  const judgeThree = async () => {
    await showThree();
    for (const name of names) {
      await expect.poll(() => badges.verdictOf(name), { timeout: 60_000 }).toMatch(verdict);
    }
  };
  await use({ engine, popup, badges, showThree, judgeThree });
  devTools.close();
  await context.close();
  web.clear();
}

async function showPictures(web: Site, page: Page): Promise<void> {
  const images = names.map(
    (name) => `<img src="/${name}.jpg" alt="${name}" width="300" height="200">`,
  );
  web.add('https://x.com/', images.join(''));
  for (const name of names) {
    web.add(`https://x.com/${name}.jpg`, { body: await createPicture(), type: 'image/jpeg' });
  }
  await page.goto('https://x.com/');
}

const footerOf = ({ popup }: Machine) => popup.getByRole('contentinfo');
const tryAgain = ({ popup }: Machine) => popup.getByRole('button', { name: 'Try again' });

/** Runs `act` when the worker asks for the model's weights: the first moment at which it knows WebGPU. */
const whileLoading = (act: string) => `
  const { fetch } = self;
  self.fetch = (input, init) => {
    if (String(input).endsWith('.safetensors')) { ${act} }
    return fetch(input, init);
  };`;

/** Runs `act` when the worker is about to decode its picture number `count`. */
const atPicture = (count: number, act: string) => `
  const { createImageBitmap } = self;
  let pictures = 0;
  self.createImageBitmap = (...args) => {
    pictures += 1;
    if (pictures === ${count}) { ${act} }
    return createImageBitmap(...args);
  };`;

test('a worker that dies while it loads is replaced', async ({ processor }) => {
  processor.engine.sabotage(whileLoading('self.close();'));
  await processor.judgeThree();
  expect(processor.engine.started).toBe(2);
  await expect(footerOf(processor)).toContainText(/on your processor, \d+ threads?/);
  await expect(tryAgain(processor)).toHaveCount(0);
});

test('a worker that dies over a picture is replaced, and the picture is judged again', async ({
  processor,
}) => {
  processor.engine.sabotage(atPicture(2, 'self.close();'));
  await processor.judgeThree();
  expect(processor.engine.started).toBe(2);
  await expect.poll(() => processor.engine.living).toBe(1);
});

test('a worker that never comes back from a picture is stopped, and the picture is judged again', async ({
  processor,
}) => {
  await processor.engine.hurry(classifyMs, 30);
  processor.engine.sabotage(atPicture(2, 'for (;;);'));
  await processor.judgeThree();
  expect(processor.engine.started).toBe(2);
  await expect.poll(() => processor.engine.living).toBe(1);
});

test('a model that never ends loading is loaded anew', async ({ processor }) => {
  await processor.engine.hurry(loadMs, 30);
  processor.engine.sabotage(whileLoading('return new Promise(() => undefined);'));
  await processor.judgeThree();
  expect(processor.engine.started).toBe(2);
  await expect(footerOf(processor)).toContainText('on your processor');
});

test('a session that cannot be made costs the threads, the popup says so and tries again', async ({
  processor,
}) => {
  processor.engine.sabotage(`
    const fail = () => Promise.reject(new WebAssembly.CompileError('test'));
    WebAssembly.instantiate = fail;
    WebAssembly.instantiateStreaming = fail;`);
  await processor.judgeThree();
  await expect(footerOf(processor)).toContainText('on your processor, 1 thread');
  await expect(footerOf(processor)).toContainText(
    'Not using several threads: running the model failed.',
  );
  await tryAgain(processor).click();
  await expect(footerOf(processor)).toContainText(/on your processor, \d threads/);
  await expect(tryAgain(processor)).toHaveCount(0);
});

test('a worker that is out of memory for a picture is replaced, and the picture is judged again', async ({
  processor,
}) => {
  const fail = `VideoFrame.prototype.copyTo = () => {
    throw new RangeError('Array buffer allocation failed');
  };`;
  processor.engine.sabotage(atPicture(2, fail));
  await processor.judgeThree();
  expect(processor.engine.started).toBe(2);
  await expect(footerOf(processor)).toContainText('on your processor');
});

test('a model for which there is no memory is loaded with one thread, and the popup says so', async ({
  processor,
}) => {
  processor.engine.sabotage(`
    WebAssembly.Memory.prototype.grow = () => {
      throw new RangeError('WebAssembly.Memory.grow(): Maximum memory size exceeded');
    };`);
  await processor.judgeThree();
  expect(processor.engine.started).toBe(2);
  await expect(footerOf(processor)).toContainText('Not using several threads');
});

test('when Chromium ends the process of the extension, no badge goes on promising an answer', async ({
  processor,
}) => {
  processor.engine.sabotage(atPicture(1, 'for (;;);'));
  await processor.showThree();
  await expect.poll(() => processor.badges.verdictOf('a')).toBe('Checking');
  await expect.poll(() => processor.engine.started).toBe(1);
  await processor.engine.crash();
  await expect.poll(() => processor.badges.words()).toEqual([]);
});

test.describe('on a GPU', () => {
  test.describe.configure({ timeout: 240_000 });

  const keepDevice = `
    const { requestDevice } = GPUAdapter.prototype;
    GPUAdapter.prototype.requestDevice = async function (...args) {
      self.device = await requestDevice.apply(this, args);
      return self.device;
    };`;

  test('a GPU that is lost over a picture gives way to the processor until the person tries it again', async ({
    gpu,
  }) => {
    const lose = atPicture(2, 'self.device.destroy();');
    gpu.engine.sabotage(whileLoading(keepDevice) + lose);
    await gpu.judgeThree();
    await expect(footerOf(gpu)).toContainText('on your processor');
    await expect(footerOf(gpu)).toContainText('Not using your graphics card: the browser lost it.');
    await tryAgain(gpu).click();
    await expect(footerOf(gpu)).toContainText('on your graphics card', { timeout: 60_000 });
    await expect(tryAgain(gpu)).toHaveCount(0);
  });

  test('a worker that keeps silent on a GPU gives way to the processor', async ({ gpu }) => {
    await gpu.engine.hurry(classifyMs, 6);
    gpu.engine.sabotage(atPicture(2, 'for (;;);'));
    await gpu.judgeThree();
    await expect(footerOf(gpu)).toContainText('on your processor');
    await expect(footerOf(gpu)).toContainText(
      'Not using your graphics card: it stopped responding.',
    );
  });

  test('a GPU that claims half precision and fails at it is used at full precision', async ({
    gpu,
  }) => {
    const claimHalfPrecision = `
      const { has } = GPUSupportedFeatures.prototype;
      GPUSupportedFeatures.prototype.has = function (name) {
        return name === 'shader-f16' || has.call(this, name);
      };
      const { requestDevice } = GPUAdapter.prototype;
      GPUAdapter.prototype.requestDevice = function (wish) {
        const requiredFeatures = wish.requiredFeatures.filter((name) => name !== 'shader-f16');
        return requestDevice.call(this, { ...wish, requiredFeatures });
      };`;
    gpu.engine.sabotage(whileLoading(claimHalfPrecision));
    await gpu.judgeThree();
    await expect(footerOf(gpu)).toContainText('on your graphics card');
    await expect(footerOf(gpu)).toContainText('Not using your graphics card’s fast mode:');
    await expect(tryAgain(gpu)).toBeVisible();
  });
});
