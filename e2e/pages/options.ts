import type { BrowserContext, Locator, Page } from '@playwright/test';
import { extensionIdOf, findServiceWorker } from '../browser/launch.ts';

/** The options page, by what a person finds on it. */
export class Options {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(context: BrowserContext): Promise<Options> {
    const serviceWorker = await findServiceWorker(context);
    const page = await context.newPage();
    await page.goto(`chrome-extension://${extensionIdOf(serviceWorker)}/options.html`);
    return new Options(page);
  }

  /** Where the browser opened it by itself. */
  static on(page: Page): Options {
    return new Options(page);
  }

  /** The row of a model in the list. */
  row(name: string | RegExp): Locator {
    return this.page.getByRole('listitem', { name });
  }

  button(name: string | RegExp, row?: Locator): Locator {
    return (row ?? this.page).getByRole('button', { name, exact: true });
  }

  progress(row: Locator): Locator {
    return row.getByRole('progressbar');
  }

  /** How much of a model is here, in percent. */
  async percentOf(row: Locator): Promise<number> {
    return Number(await this.progress(row).getAttribute('aria-valuenow'));
  }
}
