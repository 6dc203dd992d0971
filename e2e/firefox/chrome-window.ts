import type { Browser } from 'puppeteer-core';
import { callIn, sendCommand } from './bidi.ts';

/** The browser's own windows: menus, and what only the browser itself may do. */
export class ChromeWindow {
  readonly #browser: Browser;

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** Chooses an item of the menu that a right-click opened. */
  async chooseInMenu(label: string): Promise<void> {
    await this.#call(activateItem, label);
  }

  /** Ends the extension's background page, as Firefox does after half a minute without anything to do. */
  async endBackground(extensionId: string): Promise<void> {
    await this.#call(endBackground, extensionId);
  }

  /** The background page that there is now: another one has another name, none is empty. */
  async nameBackground(extensionId: string): Promise<string> {
    return this.#call(nameBackground, extensionId);
  }

  /** How long Firefox leaves a background page be that has nothing to do, from its next task on; undefined for as long as always. */
  async setPatience(patienceMs: number | undefined): Promise<void> {
    await this.#call(setPatience, String(patienceMs ?? ''));
  }

  async openPrivateWindow(): Promise<void> {
    await this.#call(openPrivateWindow, '');
  }

  async #call(run: (argument: string) => unknown, argument: string): Promise<string> {
    const query = { 'moz:scope': 'chrome' };
    const { contexts } = await sendCommand<{ contexts: { context: string }[] }>(
      this.#browser,
      'browsingContext.getTree',
      query,
    );
    const [window] = contexts;
    if (!window) throw new Error('Expected a window of the browser, got none');
    const args = [{ type: 'string', value: argument }];
    const target = { context: window.context };
    const call = { target, run: String(run), args };
    return (await callIn<{ value?: string }>(this.#browser, call)).value ?? '';
  }
}

/** What the functions below, which run in the browser's window, use of Firefox. */
declare const WebExtensionPolicy: { getByID(id: string): { extension: Extension } };
declare const Services: {
  prefs: { setIntPref(name: string, value: number): void; clearUserPref(name: string): void };
};
declare const OpenBrowserWindow: (options: { private: boolean }) => void;

interface Extension {
  terminateBackground(options: object): Promise<void>;
  views: Set<{ viewType: string; contextId: string }>;
}

type MenuPopup = HTMLElement & { state: string; hidePopup(): void };
type MenuItem = HTMLElement & { doCommand(): void };

async function activateItem(label: string): Promise<void> {
  const menu = document.getElementById('contentAreaContextMenu') as MenuPopup;
  for (let tries = 0; menu.state !== 'open'; tries += 1) {
    if (tries === 50) throw new Error(`Expected an open menu, got ${menu.state}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const items = [...menu.querySelectorAll<MenuItem>('menuitem:not([hidden])')];
  const item = items.find((each) => each.getAttribute('label') === label);
  if (!item) throw new Error(`Expected the item "${label}" in the menu`);
  item.doCommand();
  menu.hidePopup();
}

function endBackground(id: string): Promise<void> {
  const { extension } = WebExtensionPolicy.getByID(id);
  return extension.terminateBackground({ disableResetIdleForTest: true });
}

function nameBackground(id: string): string {
  const { extension } = WebExtensionPolicy.getByID(id);
  const background = [...extension.views].find(({ viewType }) => viewType === 'background');
  return background?.contextId ?? '';
}

function setPatience(patienceMs: string): void {
  const name = 'extensions.background.idle.timeout';
  if (patienceMs === '') Services.prefs.clearUserPref(name);
  else Services.prefs.setIntPref(name, Number(patienceMs));
}

function openPrivateWindow(): void {
  OpenBrowserWindow({ private: true });
}
