import puppeteer, { type Browser } from 'puppeteer-core';
import { sendCommand } from './bidi.ts';

export const extensionId = 'candid@pictures';

/** The host of our pages. Firefox gives every installation a random one, unless it is told. */
export const extensionHost = '7d1f0a52-9c0e-4c8b-8a8e-2f6d5b1c3e47';

interface LaunchOptions {
  executablePath: string;
  /** The folder of the built extension. */
  extension: string;
  /** Where every name of the web leads. */
  proxyPort: number;
}

/** Opens Firefox with the extension, which may work in private windows too. */
export async function launchFirefox({
  executablePath,
  extension,
  proxyPort,
}: LaunchOptions): Promise<Browser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    acceptInsecureCerts: true,
    defaultViewport: { width: 1280, height: 800 },
    // Lets tests use the browser's own menu.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: extensionHost }),
      // What we ask of the person is granted without asking: no test can press the browser's own buttons.
      'extensions.webextOptionalPermissionPrompts': false,
      'network.proxy.type': 1,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxyPort,
      'network.proxy.allow_hijacking_localhost': true,
    },
  });
  const extensionData = { type: 'path', path: extension };
  const permission = { 'moz:allowPrivateBrowsing': true };
  await sendCommand(browser, 'webExtension.install', { extensionData, ...permission });
  return browser;
}
