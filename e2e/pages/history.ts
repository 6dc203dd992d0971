import type { BrowserContext, Page } from '@playwright/test';
import { extensionIdOf, findServiceWorker } from '../browser/launch.ts';

/** Opens the history of what was judged. */
export async function openHistory(context: BrowserContext): Promise<Page> {
  const id = extensionIdOf(await findServiceWorker(context));
  const page = await context.newPage();
  await page.goto(`chrome-extension://${id}/judged.html`);
  return page;
}
