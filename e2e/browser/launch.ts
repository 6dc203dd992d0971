import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium, errors, type BrowserContext, type Worker } from '@playwright/test';

export interface LaunchOptions {
  executablePath: string;
  /** The folder of the built extension; empty for none. */
  extension: string;
  /** Where the browser keeps what it remembers; empty for a folder of its own that goes away. */
  profile: string;
  /** `--host-resolver-rules`: which names lead where. */
  hostRules: string[];
  headless: boolean;
  args?: string[];
}

const launchTimeoutMs = 30_000;

const quietFlags = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,Translate',
];

/** Opens Chromium with the extension, if any, and nothing else: its first-run page is closed. */
export async function launchWithExtension(options: LaunchOptions): Promise<BrowserContext> {
  try {
    return await launch(options);
  } catch (error) {
    // Seen once on a machine under load: Chromium came up but never answered.
    if (!(error instanceof errors.TimeoutError)) throw error;
    return launch(options);
  }
}

async function launch(options: LaunchOptions): Promise<BrowserContext> {
  const willWelcome = isFirstRun(options);
  const context = await launchChromium(options);
  if (willWelcome) await closeWelcome(context);
  return context;
}

/** Whether the extension will open its first-run page: Chromium leaves a note in every profile that it has used. */
function isFirstRun({ extension, profile }: LaunchOptions): boolean {
  const hasWelcome = existsSync(join(extension, 'welcome.html'));
  return hasWelcome && (profile === '' || !existsSync(join(profile, 'Local State')));
}

/** It would come before the test's own page, and start the engine. */
async function closeWelcome(context: BrowserContext): Promise<void> {
  const givesUpAt = Date.now() + launchTimeoutMs;
  while (Date.now() < givesUpAt) {
    const welcome = context.pages().find((page) => page.url().endsWith('/welcome.html'));
    if (welcome) return welcome.close();
    await setTimeout(50);
  }
  throw new Error('Expected the extension to open its first-run page');
}

function launchChromium(options: LaunchOptions): Promise<BrowserContext> {
  const { executablePath, extension, profile, hostRules, headless, args = [] } = options;
  return chromium.launchPersistentContext(profile, {
    executablePath,
    headless: false,
    timeout: launchTimeoutMs,
    viewport: headless ? { width: 1280, height: 800 } : null,
    ignoreDefaultArgs: [
      '--enable-automation',
      '--disable-extensions',
      '--disable-back-forward-cache',
    ],
    args: [
      ...quietFlags,
      ...(headless ? ['--headless=new'] : []),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(extension ? [`--load-extension=${extension}`] : []),
      `--host-resolver-rules=${hostRules.join(', ')}`,
      ...args,
    ],
  });
}

/** The extension's service worker, once it runs. */
export async function findServiceWorker(context: BrowserContext): Promise<Worker> {
  const isOurs = (worker: Worker) => worker.url().startsWith('chrome-extension://');
  return context.serviceWorkers().find(isOurs) ?? context.waitForEvent('serviceworker', isOurs);
}

/** The identity that Chromium gave the extension. */
export function extensionIdOf(serviceWorker: Worker): string {
  return new URL(serviceWorker.url()).host;
}
