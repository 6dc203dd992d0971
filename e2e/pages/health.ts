import type { BrowserContext, Locator, Page } from '@playwright/test';
import { extensionIdOf, findServiceWorker } from '../browser/launch.ts';

/** Opens the health page of the extension. */
export async function openHealth(context: BrowserContext): Promise<Page> {
  const id = extensionIdOf(await findServiceWorker(context));
  const page = await context.newPage();
  await page.goto(`chrome-extension://${id}/health.html`);
  return page;
}

/** A part of the page by its heading. */
export function sectionOf(page: Page, name: string): Locator {
  return page.getByRole('region', { name });
}
