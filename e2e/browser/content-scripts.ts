import type { Frame, Page } from '@playwright/test';

/**
 * The scripts of extensions that run in a page's top frame, or in a frame of another site, by the browser's own account. Worlds without a script do
 * not count: the browser carries them from one page of a tab to the next.
 */
export async function findContentScripts(frame: Page | Frame): Promise<string[]> {
  const page = 'page' in frame ? frame.page() : frame;
  const session = await page.context().newCDPSession(frame);
  const urls: string[] = [];
  session.on('Debugger.scriptParsed', ({ url }) => {
    if (url.startsWith('chrome-extension://')) urls.push(url);
  });
  await session.send('Debugger.enable'); // Tells of every script there is before it answers.
  await session.detach();
  return urls;
}
