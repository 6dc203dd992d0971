import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** Of a window, in CSS pixels. */
export interface WindowSize {
  width: number;
  height: number;
}

type Scheme = 'light' | 'dark';

/** Transitions of colours are over by then. */
const settledMs = 300;

/** Photographs pages, in each of its colour schemes. */
export class Camera {
  readonly #folder: string;
  readonly #schemes: readonly Scheme[];

  /** `folder` is where the pictures go. */
  constructor(folder: string, schemes: readonly Scheme[] = ['light', 'dark']) {
    this.#folder = folder;
    this.#schemes = schemes;
  }

  /** Writes what a page shows as `<name>-<scheme>.png`. */
  async take(page: Page, name: string, size: WindowSize): Promise<void> {
    await page.setViewportSize(size);
    for (const colorScheme of this.#schemes) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(settledMs);
      await page.screenshot({ path: join(this.#folder, `${name}-${colorScheme}.png`) });
    }
    await page.emulateMedia({ colorScheme: null });
  }
}
