import type { Page } from '@playwright/test';
import type { Badge } from '../../e2e/pages/badges.ts';

/** The badges that lie on no element of their label, open shadow roots included. */
export async function findOrphans(page: Page, badges: Badge[]): Promise<Badge[]> {
  const centres = badges.map(({ label, box }) => ({
    label,
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
  }));
  const isOrphan = await page.evaluate((wanted) => {
    const collect = (root: Document | ShadowRoot): Element[] =>
      [...root.querySelectorAll('*')].flatMap((element) =>
        element.shadowRoot ? [element, ...collect(element.shadowRoot)] : [element],
      );
    const elements = collect(document);
    return wanted.map(({ label, x, y }) => {
      const isIts = (element: Element) => {
        const name = element.getAttribute('alt') ?? element.getAttribute('aria-label') ?? '';
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return name.trim() === label && x >= left && x <= right && y >= top && y <= bottom;
      };
      return !elements.some(isIts);
    });
  }, centres);
  return badges.filter((_, at) => isOrphan[at]);
}
