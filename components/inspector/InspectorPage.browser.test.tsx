import '../fixtures/extension-language';
import '../tokens.css';
import { render } from 'preact';
import { page } from 'vitest/browser';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ScoredTile } from '../../lib/verdict/closer-look';
import type { BlankedShare } from '../../lib/verdict/explanation';
import type { ModelCard } from '../../lib/verdict/model';
import type { Score } from '../../lib/verdict/score';
import { judgementOf, starter, unmeasured } from '../fixtures/judgements';
import { createPicture } from '../fixtures/pixels';
import type { InspectedPicture, InspectorActions, InspectorState } from './inspector';
import { InspectorPage } from './InspectorPage';

const actions = {
  getOriginal: vi.fn(),
  chooseOriginal: vi.fn(),
  explainLayers: vi.fn(),
  explainTiles: vi.fn(),
  stopTiles: vi.fn(),
  copy: vi.fn(),
} satisfies InspectorActions;

const preview = await createPicture(640, 360);
const picture: InspectedPicture = {
  name: 'fox.jpg',
  judgement: judgementOf({ contentHash: 'h', score: 0.871, preview }),
  pictureUrl: 'https://cdn.test/a/fox.jpg',
  page: { url: 'https://feed.test/1', title: 'A feed' },
};

function show(part: Partial<InspectorState> = {}, inspected: Partial<InspectedPicture> = {}) {
  const state: InspectorState = {
    finding: { status: 'found', picture: { ...picture, ...inspected } },
    sensitivity: 'cautious',
    original: { status: 'notAsked' },
    layers: { status: 'notAsked' },
    tiles: { status: 'notAsked' },
    copying: 'idle',
    ...part,
  };
  render(<InspectorPage state={state} actions={actions} />, document.body);
}

function judgedBy(model: ModelCard) {
  return { judgement: { ...picture.judgement, model } };
}

const tile = (x: number, score: number): ScoredTile => ({
  region: { x, y: 0, width: 0.5, height: 1 },
  score: score as Score,
});
const tiles = { total: 2, scale: 0.5, tiles: [tile(0, 0.12), tile(0.5, 0.93)], model: starter };

beforeEach(async () => {
  vi.clearAllMocks();
  await page.viewport(1280, 900);
});

afterEach(() => {
  render(null, document.body);
});

it('says that it does not remember a picture, and what can be done', async () => {
  show({ finding: { status: 'missing' } });
  await expect.element(page.getByText('Candid does not remember this picture')).toBeVisible();
  await expect.element(page.getByText(/open the inspector from/)).toBeVisible();
});

it('puts the picture beside what is told of it, and on a narrow page above', async () => {
  show();
  await expect.element(page.getByRole('img', { name: 'fox.jpg' })).toBeVisible();
  const boxOf = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
  expect(Number(boxOf('.inspector-stage')?.right)).toBeLessThanOrEqual(
    Number(boxOf('.inspector-page__panel')?.left),
  );
  await page.viewport(320, 800);
  await vi.waitFor(() =>
    expect(Number(boxOf('.inspector-stage')?.bottom)).toBeLessThanOrEqual(
      Number(boxOf('.inspector-page__panel')?.top),
    ),
  );
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
});

it('tells how often the model is wrong about pictures like this one, or that nobody measured it', async () => {
  show();
  await expect.element(page.getByText(/goes to about 9 of 100 real pictures/)).toBeVisible();
  show({}, judgedBy(unmeasured));
  await expect.element(page.getByText(/Nobody has measured how often/)).toBeVisible();
});

const blanked = (low: number, high: number): BlankedShare => ({
  share: 0.25,
  highest: 0.21,
  random: 0.1,
  lowest: 0.04,
  moreThanRandom: { value: (low + high) / 2, low, high },
  moreThanLowest: { value: 0.17, low: 0.1, high: 0.2 },
});

it.each([
  [0.05, 0.17, 'this map does point at'],
  [-0.02, 0.17, 'no better than chance'],
  [-0.2, -0.1, 'points away'],
])('quotes the test of the map, whatever it found (%d to %d)', async (low, high, words) => {
  const explanation = {
    n: 60,
    date: '2026-11-23',
    source: 'a test',
    blanked: [blanked(low, high)],
  };
  show({}, judgedBy({ ...starter, explanation }));
  await expect.element(page.getByText(words)).toBeVisible();
  await expect.element(page.getByText(/moved by 0\.210 .* 0\.100; .* 0\.040/)).toBeVisible();
  await expect.element(page.getByText(/Measured on 60 pictures, November 2026/)).toBeVisible();
});

it('says that nobody tested the map of a model that was not tested', async () => {
  const untested = { ...starter };
  delete untested.explanation;
  show({}, judgedBy(untested));
  await expect.element(page.getByText(/Nobody has tested whether this map/)).toBeVisible();
});

it('lies over the picture as strongly as the person wishes', async () => {
  show();
  await expect.element(page.getByRole('slider', { name: 'Strength' })).toBeVisible();
  await page.getByRole('slider', { name: 'Strength' }).fill('0.25');
  await vi.waitFor(() =>
    expect(document.querySelector<HTMLElement>('.inspector-stage__heat')?.style.opacity).toBe(
      '0.25',
    ),
  );
});

it('tells whom it would ask before it looks closer, and takes the own copy where nobody has it', async () => {
  show();
  await page.getByText('Closer look').click();
  await expect.element(page.getByText(/asks cdn.test for it again/)).toBeVisible();
  show({ original: { status: 'unknown' } });
  const file = new File(['x'], 'fox.jpg', { type: 'image/jpeg' });
  await page.getByLabelText('Choose the file').upload(file);
  expect(actions.chooseOriginal).toHaveBeenCalledOnce();
  show({ original: { status: 'failed', code: 'notFound' } });
  await expect
    .element(page.getByText(/no longer on its server. If you have the file/))
    .toBeVisible();
});

it('tells the highest squares, and frames the one that is pointed out', async () => {
  show({ tiles: { status: 'done', ...tiles } });
  await page.getByText('Closer look').click();
  await expect
    .element(
      page.getByText(
        'Highest square: 0.93. Half of all squares are at 0.53 or below. The whole picture: 0.87.',
      ),
    )
    .toBeVisible();
  await expect.element(page.getByText(/reduced to 50% of its size/)).toBeVisible();
  expect(document.querySelector('.inspector-stage__frame')).toBeNull();
  const highest = page.getByRole('button', { name: /Square with a score of 0.93/ });
  await highest.click();
  await expect.element(highest).toHaveAttribute('aria-pressed', 'true');
  const frame = document.querySelector<HTMLElement>('.inspector-stage__frame');
  expect(frame?.style.left).toBe('50%');
});

it('shows how far it is, stops and goes on', async () => {
  const running = { ...tiles, total: 8, status: 'running' } as const;
  show({ tiles: running });
  await page.getByText('Closer look').click();
  await expect.element(page.getByText('Square 2 of 8')).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  expect(actions.stopTiles).toHaveBeenCalledOnce();
  show({ tiles: { ...running, status: 'stopped' } });
  await page.getByRole('button', { name: 'Go on' }).click();
  expect(actions.explainTiles).toHaveBeenCalledOnce();
});

it('says that a closer look is by another model than the score', async () => {
  show({ tiles: { status: 'done', ...tiles, model: unmeasured } });
  await page.getByText('Closer look').click();
  await expect.element(page.getByText(/This is by somebody\/detector/)).toBeVisible();
});

it('shows the map of the layer and the head that are picked', async () => {
  const values = new Float32Array(2 * 3 * 4).map((_, at) => at % 4);
  const region = { x: 0.25, y: 0, width: 0.5, height: 1 };
  const attention = { heads: 2, layers: 3, columns: 2, rows: 2, values, region };
  show({ layers: { status: 'done', attention, model: starter } });
  await page.getByText('Layers', { exact: true }).click();
  await page.getByRole('slider', { name: 'Layer' }).fill('3');
  await expect.element(page.getByText('3 of 3')).toBeVisible();
  await page.getByText('2', { exact: true }).click();
  await vi.waitFor(() =>
    expect(document.querySelector<HTMLElement>('.inspector-stage__heat')?.style.left).toBe('25%'),
  );
});

it('copies all of it as text', async () => {
  show();
  await page.getByRole('button', { name: 'Copy as text' }).click();
  const [text] = actions.copy.mock.calls[0] as [string];
  expect(text).toMatch(/^fox\.jpg\nFake, Score 0\.871\n/);
  expect(text).toContain('Seen on: https://feed.test/1');
  expect(text).toContain('sha256: h');
});
