import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { ortAlias } from './lib/inference/ort-build.ts';

const chromiumPath = process.env['CHROME_PATH'] ?? '/usr/bin/chromium';

/** Files take turns, and so do groups of projects; what hangs still ends. */
const patient = {
  fileParallelism: false,
  testTimeout: 90_000,
  hookTimeout: 90_000,
  expect: { poll: { timeout: 10_000 } },
};

/** They work the processor while those of pages wait for clocks. */
const engineTests = 'lib/inference/**/*.browser.test.ts';

const swiftShaderFlags = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
];

/** Pages that may share memory with WASM threads, as the extension's do. */
const isolated = {
  resolve: { alias: ortAlias },
  worker: { format: 'es' as const },
  server: {
    fs: { allow: ['.', '../shared'] },
    headers: {
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cross-Origin-Opener-Policy': 'same-origin',
    },
  },
};

function inChromium(flags: string[] = []) {
  const args = ['--no-sandbox', '--disable-quic', '--disable-background-networking', ...flags];
  return {
    enabled: true,
    headless: true,
    screenshotFailures: false,
    provider: playwright({ launchOptions: { executablePath: chromiumPath, args } }),
    instances: [{ browser: 'chromium' as const }],
  };
}

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit',
          pool: 'threads',
          maxWorkers: '100%', // Vitest would leave a core to others.
          include: [
            '{lib,components,entrypoints,models,e2e,bench}/**/*.test.{ts,tsx}',
            '*.test.ts',
          ],
          exclude: ['**/*.{browser,webgpu}.test.{ts,tsx}', '**/node_modules/**'],
        },
      },
      {
        ...isolated,
        test: {
          name: 'browser',
          globalSetup: ['lib/model-store/fixtures/hub.ts'],
          include: ['{lib,components}/**/*.browser.test.{ts,tsx}'],
          exclude: [engineTests],
          ...patient,
          sequence: { groupOrder: 1 },
          browser: inChromium(),
        },
      },
      {
        ...isolated,
        test: {
          name: 'engine',
          include: [engineTests],
          ...patient,
          sequence: { groupOrder: 1 },
          browser: inChromium(),
        },
      },
      {
        ...isolated,
        define: { __ACCEPT_SOFTWARE_ADAPTER__: 'true' },
        test: {
          name: 'webgpu',
          include: ['lib/inference/**/*.webgpu.test.ts'],
          ...patient,
          sequence: { groupOrder: 2 },
          browser: inChromium(swiftShaderFlags),
        },
      },
    ],
  },
});
