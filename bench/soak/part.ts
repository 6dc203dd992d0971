import type { Site } from '../../e2e/site/site.ts';
import type { MemorySample } from './growth.ts';
import type { SoakBrowser } from './soak-browser.ts';

export interface PartOptions {
  browser: SoakBrowser;
  site: Site;
  /** How many pictures, or how many minutes. */
  amount: number;
}

export interface PartEnd {
  /** What was done, in words. */
  summary: string;
  /** How many things were not as they should be. */
  wrong: number;
  samples: MemorySample[];
}

/** One kind of burden. Tells what is wrong as soon as it is seen. */
export type Part = (options: PartOptions) => Promise<PartEnd>;
