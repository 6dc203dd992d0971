import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { extensionIdOf, findServiceWorker, launchWithExtension } from '../../e2e/browser/launch.ts';
import { createProfile } from '../../e2e/browser/profile.ts';
import { ensureBrowser } from '../../e2e/set-up/ensure-browser.ts';
import type { CatalogEntry, PinnedFile } from '../../lib/verdict/model.ts';
import { readCatalog, type Catalog } from '../../models/packaging/build-catalog.ts';
import { filesOf, sizeOfModel } from '../../models/packaging/fetched-models.ts';
import { writeModel } from '../prepare.ts';

/**
 * How much memory loading a model takes, in multiples of its file. Two models are kept in the browser's storage as a
 * download keeps them, of the reference model's shape, with all its twelve blocks and with only one, so that both take the
 * same for a picture. Each is loaded by a fresh browser; what the larger one takes more of resident memory is told. Linux only.
 */

const root = resolve(import.meta.dirname, '../..');
const sampleEveryMs = 5;

interface StoredModel {
  entry: CatalogEntry;
  /** Where its files lie on this computer. */
  folder: string;
}

interface TensorEntry {
  data_offsets: [number, number];
}

interface Footprint {
  before: number;
  peak: number;
  after: number;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'candid-memory-'));
  const executablePath = await ensureBrowser();
  const whole = await writeWhole(join(folder, 'whole'));
  const models = [writeOneBlock(join(folder, 'one-block'), whole), whole];
  const extension = build(folder, models);
  const footprints: Footprint[] = [];
  for (const model of models) {
    const profile = createProfile();
    const open = () => launch({ executablePath, extension, profile });
    await inBrowser(open, (page) => keepModel(page, model));
    footprints.push(await inBrowser(open, (page) => measure(page)));
    console.log(model.entry.id, inMegabytes(footprints.at(-1)));
  }
  tell(models, footprints);
}

async function writeWhole(folder: string): Promise<StoredModel> {
  const { ours } = await writeModel(folder);
  const entry = JSON.parse(readFileSync(join(ours, 'entry.json'), 'utf8')) as CatalogEntry;
  return { entry: { ...entry, folder: null }, folder: ours };
}

/** The same model without all blocks but its first. */
function writeOneBlock(folder: string, whole: StoredModel): StoredModel {
  mkdirSync(folder, { recursive: true });
  const config = JSON.parse(readFileSync(join(whole.folder, 'config.json'), 'utf8')) as object;
  const files = {
    'config.json': Buffer.from(JSON.stringify({ ...config, num_hidden_layers: 1 })),
    'model.safetensors': keepFirstBlock(readFileSync(join(whole.folder, 'model.safetensors'))),
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  const pins = {
    'config.json': pinOf(files['config.json']),
    'model.safetensors': pinOf(files['model.safetensors']),
  };
  return { entry: { ...whole.entry, id: 'one-block', files: pins }, folder };
}

function keepFirstBlock(file: Buffer): Buffer {
  const start = 8 + Number(file.readBigUInt64LE());
  const header = JSON.parse(file.toString('utf8', 8, start)) as Record<string, TensorEntry>;
  const kept = Object.entries(header).filter(([name]) => !/\.layer\.[1-9]\d*\./.test(name));
  let offset = 0;
  const parts = kept.map(
    ([
      ,
      {
        data_offsets: [from, to],
      },
    ]) => file.subarray(start + from, start + to),
  );
  const entries = kept.map(([name, entry], i) => {
    const begin = offset;
    offset += parts[i]?.length ?? 0;
    return [name, { ...entry, data_offsets: [begin, offset] }];
  });
  const json = JSON.stringify(Object.fromEntries(entries));
  const text = Buffer.from(json.padEnd(Math.ceil(json.length / 8) * 8));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([size, text, ...parts]);
}

function pinOf(bytes: Buffer): PinnedFile {
  return { sizeInBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function build(folder: string, models: StoredModel[]): string {
  const ours = readCatalog(root);
  const [starter] = ours.models;
  if (!starter) throw new Error('Expected a model in the catalog, got none');
  const catalog: Catalog = {
    default: starter.id,
    models: [starter, ...models.map(({ entry }) => entry)],
  };
  const path = join(folder, 'catalog.json');
  writeFileSync(path, JSON.stringify(catalog));
  const env = { ...process.env, CANDID_CATALOG: path, CANDID_OUT: folder, CANDID_BUNDLE: 'none' };
  execFileSync('wxt', ['build'], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  return join(folder, 'chrome-mv3');
}

interface Launch {
  executablePath: string;
  extension: string;
  profile: string;
}

function launch(options: Launch): Promise<BrowserContext> {
  return launchWithExtension({ ...options, hostRules: ['MAP * ~NOTFOUND'], headless: true });
}

async function inBrowser<Value>(
  open: () => Promise<BrowserContext>,
  work: (page: Page) => Promise<Value>,
): Promise<Value> {
  const context = await open();
  try {
    const id = extensionIdOf(await findServiceWorker(context));
    const page = await context.newPage();
    await page.goto(`chrome-extension://${id}/health.html`);
    return await work(page);
  } finally {
    await context.close();
  }
}

/** Imports a model, whose bytes the catalog pins, and puts it to use. */
async function keepModel(page: Page, { entry, folder }: StoredModel): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement('input');
    Object.assign(input, { type: 'file', multiple: true, id: 'model-files' });
    document.body.append(input);
  });
  const paths = filesOf(entry).map(({ name }) => join(folder, name));
  await page.locator('#model-files').setInputFiles(paths);
  const answer = await page.evaluate(importAndActivate);
  if (answer !== 'ok') throw new Error(`Expected the model to be put to use, got ${answer}`);
}

async function importAndActivate(): Promise<string> {
  const [config, weights] = document.querySelector<HTMLInputElement>('#model-files')?.files ?? [];
  const ask = async (name: string, args: unknown) =>
    chrome.runtime.sendMessage<unknown, { ok: boolean; value: unknown }>({
      candid: 'host',
      name,
      args,
    });
  const imported = await ask('importModel', { name: 'measured', config, weights });
  if (!imported.ok) return JSON.stringify(imported);
  const activated = await ask('activateModel', imported.value);
  return activated.ok ? 'ok' : JSON.stringify(activated);
}

/** Has one picture judged, which loads the model, and watches the renderer meanwhile. */
async function measure(page: Page): Promise<Footprint> {
  await page.waitForSelector('dl');
  const renderers = findRenderers();
  const measureAll = () => renderers.reduce((sum, pid) => sum + residentBytes(pid), 0);
  const before = measureAll();
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, measureAll())), sampleEveryMs);
  const picture = readFileSync(join(root, 'public/icons/128.png')).toString('base64');
  const answer = await page.evaluate(async (base64) => {
    const file = await fetch(`data:;base64,${base64}`);
    const args = { bytes: await file.arrayBuffer() };
    const reply: unknown = await chrome.runtime.sendMessage({
      candid: 'host',
      name: 'probeImage',
      args,
    });
    return (reply as { ok: boolean }).ok ? 'ok' : JSON.stringify(reply);
  }, picture);
  clearInterval(timer);
  if (answer !== 'ok') throw new Error(`Expected the picture to be judged, got ${answer}`);
  return { before, peak, after: measureAll() };
}

/** The processes that run the extension's pages and their workers: isolated pages have one of their own. */
function findRenderers(): number[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes.map(Number).filter(isOurRenderer);
}

function isOurRenderer(pid: number): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return command.includes('--extension-process') && isDescendant(pid);
  } catch {
    return false; // It ended meanwhile.
  }
}

function isDescendant(pid: number): boolean {
  if (pid <= 1) return false;
  const parent = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  return parent === process.pid || isDescendant(parent);
}

function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
}

function tell([oneBlock, whole]: StoredModel[], [small, big]: Footprint[]): void {
  if (!oneBlock || !whole || !small || !big) throw new Error('Expected two models');
  const fileBytes = sizeOfModel(whole.entry) - sizeOfModel(oneBlock.entry);
  const times = (bytes: number) => `${(bytes / fileBytes).toFixed(2)}x the file`;
  console.log(`peak while loading: ${times(big.peak - big.before - (small.peak - small.before))}`);
  console.log(`after a picture: ${times(big.after - big.before - (small.after - small.before))}`);
}

function inMegabytes(footprint: Footprint | undefined): string {
  return Object.entries(footprint ?? {})
    .map(([name, bytes]) => `${name} ${(Number(bytes) / 1e6).toFixed(0)} MB`)
    .join(', ');
}

await main();
