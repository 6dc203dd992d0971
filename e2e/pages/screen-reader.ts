import axe from 'axe-core';
import type { Page } from '@playwright/test';
import { describeFaults, ruleTags } from '../../components/fixtures/axe.ts';

/** What a screen reader says of one thing on a page. */
export interface Heard {
  role: string;
  name: string;
  description: string;
}

/** All that a screen reader finds on a page, in its order, closed shadow roots included. */
export async function readAloud(page: Page): Promise<Heard[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, description }) => ({
      role: String(role?.value ?? ''),
      name: String(name?.value ?? ''),
      description: String(description?.value ?? ''),
    }));
}

/** What axe finds wrong with a page; empty where all is well. It sees nothing in closed shadow roots. */
export async function findFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(
    (runOnly) => (globalThis as unknown as { axe: typeof axe }).axe.run(document, { runOnly }),
    ruleTags,
  );
  return describeFaults(results);
}
