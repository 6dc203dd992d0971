import '../fixtures/extension-language';
import '../tokens.css';
import { render } from 'preact';
import { page } from 'vitest/browser';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { HealthReport } from '../../lib/verdict/health';
import { refusalReasons } from '../../lib/verdict/rungs';
import { starter } from '../fixtures/judgements';
import type { HealthActions, HealthState } from './health';
import { writeHealthText } from './health-text';
import { HealthPage } from './HealthPage';

const actions = { measure: vi.fn(), compare: vi.fn(), copy: vi.fn() } satisfies HealthActions;
const picture = { name: 'fox.png', sha256: 'f0', score: 0.25 };
const published = { source: 'the authors', pictures: [picture] };
const pass = {
  name: 'fox.png',
  by: 'content',
  published: 0.25,
  score: 0.2504,
  difference: 0.0004,
  isWithin: true,
} as const;

const healthy: HealthReport = {
  engine: {
    status: 'ready',
    device: 'wasm',
    threads: 4,
    rung: 'wasm',
    refused: [{ rung: 'webgpu', reason: 'softwareAdapter' }],
  },
  isIsolated: true,
  precision: 'fp32',
  model: {
    card: starter,
    repository: null,
    files: [{ name: 'model.safetensors', sizeInBytes: 5_722_434, sha256: 'b0f6' }],
    isVerified: true,
    published,
  },
  selfTest: null,
  drift: null,
  timings: { pictures: 12, medianMs: 243 },
  cache: { judgements: 7, sizeInBytes: 350_000, usedBytes: 400_000, quotaBytes: 2_000_000_000 },
};

function show(report: HealthReport | undefined, part: Partial<HealthState> = {}) {
  const state: HealthState = {
    report,
    measuring: { status: 'idle' },
    comparing: { status: 'idle' },
    copying: 'idle',
    ...part,
  };
  render(<HealthPage state={state} actions={actions} />, document.body);
}

const section = (name: string) => page.getByRole('region', { name });

beforeEach(async () => {
  vi.clearAllMocks();
  await page.viewport(1100, 900);
});

afterEach(() => {
  render(null, document.body);
});

it('tells what runs the model, and why nothing better does', async () => {
  show(healthy);
  await expect
    .element(section('Engine'))
    .toHaveTextContent(
      /Processor, several threads.*the only graphics card is a program.*Threads4.*isolated.*fp32/,
    );
  await expect.element(section('Engine')).toHaveTextContent('Not measured yet');
});

it('tells what the self-test held the answers against', async () => {
  const engine = section('Engine');
  show(healthy);
  await expect.element(engine).toHaveTextContent('There is no known answer of this model');
  const selfTest = { logitDifference: 0.001, allowedDifference: 0.01 };
  show({ ...healthy, selfTest });
  await expect.element(engine).toHaveTextContent('Passed: 0.001 away from the known answer');
  show({ ...healthy, precision: 'int8' });
  await expect.element(engine).toHaveTextContent('Passed: int8 stays close to single precision');
});

it('tells whether the bytes of the model are known, and which they are', async () => {
  show(healthy);
  await expect.element(section('Model')).toHaveTextContent(/5.7 MB.*sha256 b0f6.*Yes/);
  show({ ...healthy, model: { ...healthy.model, isVerified: false } });
  await expect.element(section('Model')).toHaveTextContent('Nobody has checked these files');
});

it('tells the drift of int8 and what follows from it', async () => {
  const drift = { pictures: 32, median: 0.01, p99: 0.04, worst: 0.05, zoneChanges: 0 };
  show({ ...healthy, drift });
  await expect.element(section('Engine')).toHaveTextContent('Small enough to judge with int8');
  show({ ...healthy, drift: { ...drift, zoneChanges: 1 } });
  await expect.element(section('Engine')).toHaveTextContent('int8 is not used');
});

it('tells of an engine that failed, and why', async () => {
  const engine = { status: 'failed', reason: 'wrongHash', refused: [] } as const;
  show({ ...healthy, engine: { ...engine, refused: [] }, precision: null });
  await expect.element(section('Engine')).toHaveTextContent(/Failed: wrongHash.*Not known yet/);
});

it.each(refusalReasons)('has words for what was refused because of %s', async (reason) => {
  show({ ...healthy, engine: { status: 'idle', refused: [{ rung: 'wasm', reason }] } });
  await expect.element(section('Engine')).toHaveTextContent(/several threads: [a-z]/);
});

it('measures when asked, and not twice at once', async () => {
  show(healthy);
  await page.getByRole('button', { name: 'Run a check now' }).click();
  expect(actions.measure).toHaveBeenCalledOnce();
  show(healthy, { measuring: { status: 'running', done: 2 } });
  await expect.element(page.getByText('Picture 3 of 6')).toBeVisible();
  document.querySelector<HTMLElement>('.speed-check button')?.click();
  expect(actions.measure).toHaveBeenCalledOnce();
  show(healthy, { measuring: { status: 'done', medianMs: 200 } });
  await expect.element(page.getByText('Just now: 200 ms per picture')).toBeVisible();
});

it('shows our scores beside the published ones, saying pass or fail in words', async () => {
  const fail = { ...pass, name: 'owl.png', by: 'name', score: 0.3, isWithin: false } as const;
  const broken = { name: 'elk.png', by: 'content', published: 0.5, failure: 'damaged' } as const;
  const rows = [pass, fail, broken];
  show(healthy, { comparing: { status: 'done', rows, missing: ['cat.png'] } });
  await expect.element(page.getByText('2 of 3 scores do not agree within 0.001.')).toBeVisible();
  await expect.element(page.getByText('Not found: cat.png')).toBeVisible();
  await expect
    .element(page.getByRole('row', { name: /^fox/ }))
    .toHaveTextContent(/0.25000.*0.25040.*\+0.0004.*Pass/);
  await expect
    .element(page.getByRole('row', { name: /^owl/ }))
    .toHaveTextContent(/found by its name.*Fail/);
  await expect.element(page.getByRole('row', { name: /^elk/ })).toHaveTextContent(/damaged.*Fail/);
});

it('takes files that are chosen, and says when none of them was wanted', async () => {
  show(healthy);
  await page
    .getByLabelText('Choose files')
    .upload(new File(['bytes'], 'fox.png', { type: 'image/png' }));
  const [files] = actions.compare.mock.calls[0] as [Promise<File[]>];
  expect((await files).map(({ name }) => name)).toEqual(['fox.png']);
  show(healthy, { comparing: { status: 'done', rows: [], missing: ['fox.png'] } });
  await expect.element(page.getByText('None of the pictures was among these files')).toBeVisible();
});

it('asks for no pictures where nobody published scores', async () => {
  show({ ...healthy, model: { ...healthy.model, published: null } });
  await expect
    .element(section('Published scores'))
    .toHaveTextContent('Nobody has published scores of the model in use');
  expect(document.querySelector('input[type=file]')).toBeNull();
});

it('fits on a narrow page', async () => {
  await page.viewport(360, 800);
  show(healthy, { comparing: { status: 'done', rows: [pass], missing: [] } });
  await expect.element(page.getByRole('table')).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
});

it('puts everything into the text that is copied', () => {
  const text = writeHealthText({ report: healthy, rows: [pass], version: '1.2.3' });
  expect(text).toContain('Candid 1.2.3');
  expect(text).toContain('Runs on: Processor, several threads');
  expect(text).toContain('sha256 b0f6');
  expect(text).toContain('fox.png: 0.25000 / 0.25040 (+0.0004) Pass');
});
