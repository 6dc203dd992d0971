import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, expect, test } from '@playwright/test';
import sharp from 'sharp';
import { findBrowser } from './set-up/find-browser.ts';
import { thisMachine } from './set-up/machine.ts';

// Builds an extension and starts a browser, three times.
test.setTimeout(420_000);

const root = resolve(import.meta.dirname, '..');
const script = ['--disable-warning=ExperimentalWarning', 'bench/eval/eval.ts'];
const lastLine =
  /^balanced accuracy \d\.\d{3} \[\d\.\d{3}, \d\.\d{3}\], false positives \d\.\d{3}, AUC \d\.\d{3}, n 5$/;

interface Results {
  records: { path: string; delivery: string; score: number }[];
  failures: { path: string; delivery: string; code: string }[];
  summary: unknown;
}

async function paint(path: string, seed: number): Promise<void> {
  const [width, height] = [420, 320];
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const x = Math.floor(i / 3) % width;
    const y = Math.floor(i / 3 / width);
    return 127.5 + 127 * Math.sin((x * (seed + (i % 3)) + (y * y) / 50) / 40);
  });
  await sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toFile(path);
}

/** Five pictures, and one that is none. */
async function createFolder(): Promise<string> {
  const folder = join(mkdtempSync(join(tmpdir(), 'candid-eval-')), 'pictures');
  mkdirSync(join(folder, 'real/camera'), { recursive: true });
  mkdirSync(join(folder, 'fake/maker/edit'), { recursive: true });
  for (const seed of [1, 2, 3]) await paint(join(folder, `real/camera/${seed}.jpg`), seed);
  for (const seed of [4, 5]) await paint(join(folder, `fake/maker/edit/${seed}.jpg`), seed);
  writeFileSync(join(folder, 'fake/maker/broken.jpg'), 'this is no picture');
  return folder;
}

const argumentsFor = (folder: string, json: string) => [
  ...script,
  folder,
  '--model',
  'starter-v0',
  '--deliveries',
  'original,thumbnail',
  '--json',
  json,
];

function evaluate(folder: string, json: string, env: NodeJS.ProcessEnv) {
  const run = spawnSync(process.execPath, argumentsFor(folder, json), {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  return { ...run, lines: run.stdout.trimEnd().split('\n') };
}

/** Ends the command once it has judged something and before it has judged everything. */
async function interrupt(folder: string, json: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, argumentsFor(folder, json), { cwd: root, env });
  const end = new Promise((resolve) => child.once('exit', resolve));
  await expect.poll(() => judgedIn(json), { timeout: 180_000, intervals: [20] }).toBeGreaterThan(1);
  child.kill('SIGTERM');
  await end;
}

const journalOf = (json: string) => json.replace('.json', '.jsonl');

/** Without the line that names the model. */
function judgedIn(json: string): number {
  if (!existsSync(journalOf(json))) return 0;
  return readFileSync(journalOf(json), 'utf8').trimEnd().split('\n').length - 1;
}

const read = (json: string) => JSON.parse(readFileSync(json, 'utf8')) as Results;

test('tells how often the model is wrong, and goes on after an interruption as if there had been none', async () => {
  const folder = await createFolder();
  const env = { ...process.env, CANDID_OUT: join(folder, '../output') };
  const whole = join(folder, '../whole.json');
  const first = evaluate(folder, whole, env);
  expect(first.stderr).toBe('');
  expect(first.status).toBe(0);
  expect(first.lines.at(-1)).toMatch(lastLine);
  expect(first.stdout).toContain(
    'Could not be judged: 1 file\n  fake/maker/broken.jpg: not a picture',
  );
  const results = read(whole);
  expect(results.records).toHaveLength(10);
  expect(new Set(results.records.map(({ score }) => score)).size).toBeGreaterThan(5);

  const resumed = join(folder, '../resumed.json');
  await interrupt(folder, resumed, env);
  expect(existsSync(resumed)).toBe(false);
  const known = judgedIn(resumed);
  expect(known).toBeLessThan(10);
  const second = evaluate(folder, resumed, env);
  expect(second.stdout).toContain(`${known} results of an earlier run are there`);
  expect(second.lines.at(-1)).toBe(first.lines.at(-1));
  const { records, failures, summary } = read(resumed);
  expect({ records, failures, summary }).toEqual({
    records: results.records,
    failures: results.failures,
    summary: results.summary,
  });

  await seePage(whole.replace('.json', '.html'));
});

async function seePage(path: string): Promise<void> {
  const { found } = findBrowser(thisMachine);
  if (!found) throw new Error('Run these tests by "npm run e2e"');
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: found.path, args });
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(path).href);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Candid starter is wrong');
  await expect(page.getByText(/Of 100 real pictures, \d+ are called\s+fake/)).toBeVisible();
  await expect(page.getByRole('img', { name: /^ROC/ })).toBeVisible();
  await expect(page.getByText('fake/maker/broken.jpg')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(requests.filter((url) => !/^(file|data):/.test(url))).toEqual([]);
  await browser.close();
}

test('says in words what it cannot do', async () => {
  const folder = await createFolder();
  const run = (...args: string[]) => {
    const { status, stderr } = spawnSync(process.execPath, [...script, ...args], {
      cwd: root,
      encoding: 'utf8',
    });
    return { status, stderr: stderr.trim() };
  };
  expect(run().stderr).toContain('Expected a folder: npm run eval -- <folder>');
  expect(run(join(folder, 'real')).stderr).toContain('Expected pictures in real/ and fake/');
  expect(run(folder, '--model', 'unheard-of').stderr).toContain('got unheard-of');
  expect(run(folder, '--deliveries', 'fax').stderr).toContain('got "fax"');
  expect(run(folder, '--limit', '0')).toEqual({
    status: 1,
    stderr: 'Expected --limit 1 or more, got 0',
  });
});
