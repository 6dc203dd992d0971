import '../fixtures/extension-language';
import '../tokens.css';
import { render } from 'preact';
import { page, userEvent } from 'vitest/browser';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Score } from '../../lib/verdict/score';
import { createPicture } from '../fixtures/pixels';
import { placeOf, recordOf } from '../fixtures/records';
import type { HistoryActions, HistoryState } from './history';
import { HistoryPage } from './HistoryPage';

const actions = {
  search: vi.fn(),
  show: vi.fn(),
  sortBy: vi.fn(),
  showMore: vi.fn(),
  label: vi.fn(),
  deleteOne: vi.fn(),
  deleteFound: vi.fn(),
  deleteAll: vi.fn(),
  keepFor: vi.fn(),
  exportAs: vi.fn(),
  findThumbnail: vi.fn<HistoryActions['findThumbnail']>(),
};

beforeEach(async () => {
  await page.viewport(1200, 800);
  for (const action of Object.values(actions)) action.mockReset();
  actions.findThumbnail.mockResolvedValue(undefined);
});
afterEach(() => {
  render(null, document.body);
});

const fox = recordOf('fox', { places: [placeOf(), placeOf({ url: 'https://b.test/' })] });
const owl = recordOf('owl', {
  score: 0.9 as Score,
  label: 'real',
  places: [{ kind: 'file', path: 'birds/owl.png', name: 'owl.png', pictureUrl: null, seenAt: 1 }],
});

function show(records = [fox, owl], part: Partial<HistoryState> = {}): void {
  const state: HistoryState = {
    list: { records, found: records.length, kept: records.length },
    search: '',
    shows: 'all',
    sort: { by: 'seenAt', direction: 'descending' },
    sensitivity: 'cautious',
    keepDays: 90,
    isPrivate: false,
    news: '',
    ...part,
  };
  render(<HistoryPage state={state} actions={actions} />, document.body);
}

const text = (words: string | RegExp) => page.getByText(words);
const button = (name: string | RegExp) => page.getByRole('button', { name });
const rowOf = (name: RegExp) => page.getByRole('row', { name });

it('tells of each picture what was said, where and when, and leads there', async () => {
  actions.findThumbnail.mockResolvedValue(await createPicture(64, 64));
  show();
  await expect.element(rowOf(/A fox/)).toHaveTextContent(/Real.*0\.10.*news\.test · Nov 23, 2026/);
  await expect.element(rowOf(/A fox/)).toHaveTextContent('and 1 more');
  const place = page.getByRole('link', { name: 'Foxes in the snow' }).element();
  expect(place.getAttribute('href')).toBe('https://news.test/foxes');
  const picture = page.getByRole('link', { name: 'A fox' }).element();
  expect(picture.getAttribute('href')).toBe('/inspector.html?id=fox');
  await expect.element(rowOf(/owl\.png/)).toHaveTextContent(/Fake.*birds\/owl\.png/);
  await vi.waitFor(() => expect(document.querySelectorAll('.thumbnail img')).toHaveLength(2));
});

it('leads nowhere from an address that a page made up', async () => {
  show([recordOf('x', { places: [placeOf({ url: 'javascript:alert(1)', title: 'Bad' })] })]);
  await expect.element(text('Bad')).toBeVisible();
  expect(page.getByRole('link', { name: 'Bad' }).elements()).toEqual([]);
});

it('takes what a person says of a picture, and takes it back', async () => {
  show();
  await rowOf(/A fox/).getByRole('button', { name: 'Say that it is fake' }).click();
  expect(actions.label).toHaveBeenLastCalledWith('fox', 'fake');
  const said = rowOf(/owl/).getByRole('button', { name: 'Say that it is real' });
  expect(said.element().getAttribute('aria-pressed')).toBe('true');
  await said.click();
  expect(actions.label).toHaveBeenLastCalledWith('owl', null);
});

it('searches, filters, sorts and saves', async () => {
  show();
  await page.getByRole('searchbox').fill('fox');
  expect(actions.search).toHaveBeenLastCalledWith('fox');
  await userEvent.click(text('Corrected by you'));
  expect(actions.show).toHaveBeenLastCalledWith('labelled');
  const seen = page.getByRole('columnheader', { name: 'Seen' }).element();
  expect(seen.getAttribute('aria-sort')).toBe('descending');
  await button('Score').click();
  expect(actions.sortBy).toHaveBeenLastCalledWith('score');
  await button('Save as JSON').click();
  expect(actions.exportAs).toHaveBeenLastCalledWith('json');
});

it('deletes one picture, and leaves whoever did it on the next', async () => {
  show();
  await button('Delete: A fox').click();
  expect(actions.deleteOne).toHaveBeenCalledWith('fox');
  show([owl]);
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Delete: owl.png');
});

it('asks before it deletes what was found, and before it deletes everything', async () => {
  show([fox], { list: { records: [fox], found: 1, kept: 2 }, search: 'fox' });
  await expect.element(text('1 of 2 pictures')).toBeVisible();
  await button('Delete these 1').click();
  expect(actions.deleteFound).not.toHaveBeenCalled();
  await button('Delete these 1').click();
  expect(actions.deleteFound).toHaveBeenCalledOnce();
  await button('Delete everything').click();
  await expect.element(text(/^Delete the whole history/)).toBeVisible();
  await button('Delete everything').click();
  expect(actions.deleteAll).toHaveBeenCalledOnce();
});

it('keeps more at once, and less only after a question', async () => {
  show();
  await userEvent.click(text('A year'));
  expect(actions.keepFor).toHaveBeenLastCalledWith(365);
  await userEvent.click(text('7 days'));
  expect(actions.keepFor).toHaveBeenCalledOnce();
  await expect.element(text(/^This deletes now/)).toBeVisible();
  await button('Leave it as it is').click();
  expect((page.getByLabelText('90 days').element() as HTMLInputElement).checked).toBe(true);
  await userEvent.click(text('Keep nothing'));
  await button('Delete it').click();
  expect(actions.keepFor).toHaveBeenLastCalledWith(0);
});

it('says why there is nothing', async () => {
  const nothing = { records: [], found: 0, kept: 0 };
  show([], { list: nothing });
  await expect.element(text('Nothing here yet')).toBeVisible();
  show([], { list: nothing, keepDays: 0 });
  await expect.element(text('No history is kept')).toBeVisible();
  show([], { list: { ...nothing, kept: 3 } });
  await expect.element(text('No picture matches')).toBeVisible();
  show([], { list: 'failed' });
  await expect.element(page.getByRole('alert')).toHaveTextContent(/could not be read/);
});

it('lists nothing in a private window, and says so', async () => {
  show([fox], { isPrivate: true });
  await expect.element(text('This is a private window')).toBeVisible();
  expect(page.getByRole('table').elements()).toEqual([]);
});

it('shows more when asked', async () => {
  show([fox], { list: { records: [fox], found: 150, kept: 150 } });
  await button('Show 149 more').click();
  expect(actions.showMore).toHaveBeenCalledOnce();
});

it.each([320, 1200])('fits a page %d px wide', async (width) => {
  await page.viewport(width, 800);
  const long = 'long'.repeat(60);
  const places: [ReturnType<typeof placeOf>] = [
    placeOf({ name: long, title: long, url: `https://${'l'.repeat(60)}.test/` }),
  ];
  show([fox, owl, recordOf('long', { places })]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
});
