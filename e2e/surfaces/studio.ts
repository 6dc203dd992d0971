import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { BrowserContext, Page, Worker } from '@playwright/test';
import { findServiceWorker, launchWithExtension } from '../browser/launch.ts';
import { allowSite } from '../browser/rules.ts';
import { ensurePictures } from '../demo-feed/ensure-pictures.ts';
import { feedHost, pictureHost, startFeedServer } from '../demo-feed/feed-server.ts';
import { Badges } from '../pages/badges.ts';

interface StudioOptions {
  executablePath: string;
  /** The folder of the built extension. */
  extension: string;
}

interface GivenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A browser with the extension, allowed on the demo feed, which is open. */
export class Studio {
  readonly context: BrowserContext;
  readonly serviceWorker: Worker;
  readonly page: Page;
  readonly badges: Badges;
  readonly #pictures: string;
  readonly #closeServer: () => void;

  private constructor(
    parts: Pick<Studio, 'context' | 'serviceWorker' | 'page'>,
    { pictures, closeServer }: { pictures: string; closeServer: () => void },
  ) {
    this.context = parts.context;
    this.serviceWorker = parts.serviceWorker;
    this.page = parts.page;
    this.badges = new Badges(parts.page);
    this.#pictures = pictures;
    this.#closeServer = closeServer;
  }

  static async open({ executablePath, extension }: StudioOptions): Promise<Studio> {
    const pictures = await ensurePictures();
    const server = await startFeedServer(pictures);
    const context = await launchWithExtension({
      executablePath,
      extension,
      profile: '',
      hostRules: [feedHost, pictureHost].map((name) => `MAP ${name} 127.0.0.1`),
      headless: true,
    });
    const serviceWorker = await findServiceWorker(context);
    await allowSite(serviceWorker, feedHost);
    const page = await context.newPage();
    await page.goto(`http://${feedHost}:${server.port}/`);
    const closeServer = () => server.close();
    return new Studio({ context, serviceWorker, page }, { pictures, closeServer });
  }

  /** Files of the feed, as a person has them on a disk. */
  readFiles(names: readonly string[]): GivenFile[] {
    return names.map((name) => ({
      name,
      mimeType: `image/${extname(name).slice(1)}`,
      buffer: readFileSync(join(this.#pictures, name)),
    }));
  }

  async close(): Promise<void> {
    await this.context.close();
    this.#closeServer();
  }
}
