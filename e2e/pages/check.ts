import type { BrowserContext, Locator, Page } from '@playwright/test';
import { extensionIdOf, findServiceWorker } from '../browser/launch.ts';

/** Opens the page on which a person checks pictures of their own. */
export async function openCheck(context: BrowserContext): Promise<Page> {
  const id = extensionIdOf(await findServiceWorker(context));
  const page = await context.newPage();
  await page.goto(`chrome-extension://${id}/check.html`);
  return page;
}

/** The names of the listed pictures, in their order. */
export function namesOf(page: Page): Locator {
  return page.getByRole('rowheader').locator('.files-table__name, .history-table__name');
}

/** The row of a picture by its name. */
export function rowOf(page: Page, name: string | RegExp): Locator {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
}
