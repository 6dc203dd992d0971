import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  projects: [
    { name: 'e2e', testMatch: '*.spec.ts', testIgnore: 'firefox/**' },
    { name: 'firefox', testMatch: 'firefox/*.spec.ts' },
  ],
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: 'list',
});
