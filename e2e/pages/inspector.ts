import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from '@playwright/test';
import { findHottestPoint } from './heat.ts';

/** The inspector as a person uses it. */
export class InspectorView {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Waits for the tab that `act` opens. */
  static async openedBy(page: Page, act: () => Promise<void>): Promise<InspectorView> {
    const opened = page.context().waitForEvent('page');
    await act();
    return new InspectorView(await opened);
  }

  picture(name: string): Locator {
    return this.page.getByRole('img', { name, exact: true });
  }

  get frame(): Locator {
    return this.page.locator('.inspector-stage__frame');
  }

  /** What of the picture lies in the frame, as fractions of its sides. */
  async framedPart(name: string): Promise<{ x: number; y: number; width: number; height: number }> {
    const frame = await this.frame.boundingBox();
    const whole = await this.picture(name).boundingBox();
    if (!frame || !whole) throw new Error('Expected a frame on a picture');
    return {
      x: (frame.x - whole.x) / whole.width,
      y: (frame.y - whole.y) / whole.height,
      width: frame.width / whole.width,
      height: frame.height / whole.height,
    };
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name });
  }

  async show(view: 'Attention' | 'Closer look' | 'Layers'): Promise<void> {
    await this.page.getByText(view, { exact: true }).click();
  }

  /** How strongly the map lies over the picture, from 0 to 1. */
  async setStrength(strength: number): Promise<void> {
    await this.page.getByRole('slider', { name: 'Strength' }).fill(String(strength));
  }

  /** Where the map is hottest, as fractions of the picture. */
  async findHottest(name: string): Promise<{ x: number; y: number }> {
    const picture = this.picture(name);
    const photograph = () => picture.screenshot({ animations: 'disabled', scale: 'css' });
    await this.setStrength(0);
    const plain = await photograph();
    await this.setStrength(1);
    const { x, y } = await findHottestPoint(plain, await photograph());
    const box = await picture.boundingBox();
    return { x: x / (box?.width ?? NaN), y: y / (box?.height ?? NaN) };
  }

  /** What a button lets the browser keep. */
  async download(button: string): Promise<{ name: string; bytes: Buffer }> {
    const downloading = this.page.waitForEvent('download');
    await this.button(button).click();
    return readDownload(await downloading);
  }
}

async function readDownload(download: Download): Promise<{ name: string; bytes: Buffer }> {
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
