import type { Browser, Page } from 'puppeteer-core';
import { contextOf, sendCommand } from './bidi.ts';
import { extensionHost } from './launch.ts';

/** The tabs as WebDriver BiDi tells of them: puppeteer does not hear where those of ours go. */
interface Tree {
  contexts: { context: string; url: string }[];
}

/** A page of the extension in a tab, as a person reads and presses it. */
export class OwnPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Opens `path`. The page runs in a process of its own, whose loading puppeteer does not notice. */
  static async open(browser: Browser, path: string): Promise<OwnPage> {
    const page = await browser.newPage();
    const url = `moz-extension://${extensionHost}/${path}`;
    const context = contextOf(page);
    await sendCommand(browser, 'browsingContext.navigate', { context, url, wait: 'complete' });
    return new OwnPage(page);
  }

  /** The one that a script of ours opened. */
  static async find(browser: Browser, path: string): Promise<OwnPage | undefined> {
    const url = `moz-extension://${extensionHost}/${path}`;
    const { contexts } = await sendCommand<Tree>(browser, 'browsingContext.getTree', {});
    const opened = contexts.find((each) => each.url.startsWith(url))?.context;
    const page = (await browser.pages()).find((each) => contextOf(each) === opened);
    return page && new OwnPage(page);
  }

  text(): Promise<string> {
    return this.#page.evaluate(() => document.body.innerText);
  }

  /** Presses the first button or choice that says so. */
  async press(words: string): Promise<void> {
    const selector = `::-p-xpath(//*[self::button or self::label][normalize-space()="${words}"])`;
    await this.#page.locator(selector).click();
  }

  /** The id of the tab that shows `url`. */
  findTabId(url: string): Promise<number | undefined> {
    return this.#page.evaluate(async (wanted) => {
      const { browser } = globalThis as unknown as { browser: typeof chrome };
      return (await browser.tabs.query({})).find((tab) => tab.url === wanted)?.id;
    }, url);
  }

  /** Takes back what the person gave at installation, as the add-ons manager does. */
  async withdrawAccess(): Promise<void> {
    await this.#page.evaluate(async () => {
      const { browser } = globalThis as unknown as { browser: typeof chrome };
      await browser.permissions.remove({ origins: ['<all_urls>'] });
    });
  }

  close(): Promise<void> {
    return this.#page.close();
  }
}
