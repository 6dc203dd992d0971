import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';

/** What the model says of a file when its code runs alone: no extension, no host, no page. */
export interface UnitJudgement {
  score: number;
  heat: { columns: number; rows: number; values: number[] };
}

/**
 * The code of `lib/inference/` in a plain page, as the browser unit tests run it. Scores of end-to-end tests are compared
 * with what it says here and now, so that no stored number grows old when the embedded model changes.
 */
export class UnitPath {
  readonly #server: ViteDevServer;
  readonly #page: Page;

  private constructor(server: ViteDevServer, page: Page) {
    this.#server = server;
    this.#page = page;
  }

  static async start(context: BrowserContext): Promise<UnitPath> {
    const server = await createServer({
      root: join(import.meta.dirname, '..'),
      configFile: false,
      logLevel: 'error',
      cacheDir: '.cache/unit-path',
      worker: { format: 'es' },
      server: {
        host: 'localhost',
        port: 0,
        headers: {
          'Cross-Origin-Embedder-Policy': 'require-corp',
          'Cross-Origin-Opener-Policy': 'same-origin',
        },
      },
    });
    await server.listen();
    const page = await context.newPage();
    await page.goto(new URL('e2e/unit-path.html', server.resolvedUrls?.local[0]).href);
    await page.waitForFunction(() => 'judge' in window);
    return new UnitPath(server, page);
  }

  /** Judges a whole image file with the embedded model. */
  judge(file: Buffer): Promise<UnitJudgement> {
    return this.#page.evaluate((base64) => window.judge(base64), file.toString('base64'));
  }

  async close(): Promise<void> {
    await this.#page.close();
    await this.#server.close();
  }
}
