import type { Page } from '@playwright/test';

/**
 * The scripts of extensions that run in the top frame of a page, by the browser's own account. Worlds without a script do
 * not count: the browser carries them from one page of a tab to the next.
 */
export async function findContentScripts(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const urls: string[] = [];
  session.on('Debugger.scriptParsed', ({ url }) => {
    if (url.startsWith('chrome-extension://')) urls.push(url);
  });
  await session.send('Debugger.enable'); // Tells of every script there is before it answers.
  await session.detach();
  return urls;
}
