import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { recordOf } from '../../../components/fixtures/records';
import type { HistoryActions, HistoryState } from '../../../components/history/history';
import { historyDaysSetting, sensitivitySetting } from '../../settings/settings';
import { CheckError } from '../../verdict/failure';
import type { HistoryQuery } from '../../verdict/history';
import { startHistory } from './controller';

const send = vi.hoisted(() => vi.fn());
vi.mock('../../messaging/send', () => ({ send }));

const records = [recordOf('aa'), recordOf('bb')];
const list = { records, found: 2, kept: 2 };

beforeEach(() => {
  fakeBrowser.reset();
  Object.assign(fakeBrowser, { extension: { inIncognitoContext: false } });
  Object.assign(fakeBrowser.i18n, { getMessage: (key: string) => key });
  vi.stubGlobal('reportError', vi.fn());
  vi.stubGlobal('addEventListener', vi.fn());
  send.mockReset();
  send.mockImplementation((_to: string, name: string) =>
    Promise.resolve(name === 'listHistory' ? list : undefined),
  );
});

async function open() {
  let shown: { state: HistoryState; actions: HistoryActions } | undefined;
  const save = vi.fn<(file: File) => void>();
  await startHistory({
    onChange: (state, actions) => (shown = { state, actions }),
    save,
    signal: new AbortController().signal,
  });
  const current = () => {
    if (!shown) throw new Error('Expected the page to show something');
    return shown;
  };
  return { current, save };
}

function lastQuery(): HistoryQuery {
  const call = send.mock.calls.findLast(([, name]) => name === 'listHistory');
  return call?.[2] as HistoryQuery;
}

it('lists the latest hundred pictures first', async () => {
  const { current } = await open();
  expect(current().state.list).toEqual(list);
  expect(lastQuery()).toEqual({
    filter: { search: '', shows: 'all', sensitivity: 'cautious' },
    sort: { by: 'seenAt', direction: 'descending' },
    offset: 0,
    limit: 100,
  });
});

it('searches once the person has typed, filters and sorts at once', async () => {
  const { current } = await open();
  const asks = send.mock.calls.length;
  for (const text of ['f', 'fo', 'fox']) current().actions.search(text);
  expect(current().state.search).toBe('fox');
  await vi.waitFor(() => expect(lastQuery().filter.search).toBe('fox'));
  expect(send.mock.calls.length).toBe(asks + 1);
  current().actions.show('fake');
  expect(lastQuery().filter).toMatchObject({ search: 'fox', shows: 'fake' });
  current().actions.sortBy('score');
  expect(lastQuery().sort).toEqual({ by: 'score', direction: 'descending' });
  current().actions.sortBy('score');
  expect(lastQuery().sort).toEqual({ by: 'score', direction: 'ascending' });
  current().actions.showMore();
  expect(lastQuery().limit).toBe(200);
});

it('shows the answer to the latest question only', async () => {
  const { current } = await open();
  const late = Promise.withResolvers<unknown>();
  const newest = { records: [], found: 0, kept: 2 };
  send.mockReturnValueOnce(late.promise).mockResolvedValueOnce(newest);
  current().actions.show('fake');
  current().actions.show('real');
  await vi.waitFor(() => expect(current().state.list).toEqual(newest));
  late.resolve(list);
  await Promise.resolve();
  expect(current().state.list).toEqual(newest);
});

it('tells that the history cannot be read', async () => {
  send.mockRejectedValue(new CheckError('engineFailed', 'test'));
  const { current } = await open();
  expect(current().state.list).toBe('failed');
});

it('keeps what a person says of a picture, and says so', async () => {
  const { current } = await open();
  current().actions.label('aa', 'fake');
  expect(send).toHaveBeenCalledWith('host', 'labelPicture', { id: 'aa', label: 'fake' });
  await vi.waitFor(() => expect(current().state.news).toBe('history_said_fake'));
});

it('deletes one, what was found, and all', async () => {
  const { current } = await open();
  const deleted = () =>
    send.mock.calls.findLast(([, name]) => name === 'deleteHistory')?.[2] as unknown;
  current().actions.deleteOne('aa');
  expect(deleted()).toEqual({ ids: ['aa'] });
  await vi.waitFor(() => expect(current().state.news).toBe('history_deleted'));
  current().actions.show('fake');
  current().actions.deleteFound();
  expect(deleted()).toMatchObject({ matching: { shows: 'fake', search: '' } });
  current().actions.deleteAll();
  expect(deleted()).toEqual({ all: true });
});

it('keeps the history for as long as the person wants, from now on', async () => {
  const { current } = await open();
  current().actions.keepFor(7);
  await vi.waitFor(() =>
    expect(send).toHaveBeenCalledWith('host', 'pruneHistory', { keepDays: 7 }),
  );
  expect(await historyDaysSetting.get()).toBe(7);
  await vi.waitFor(() => expect(current().state.keepDays).toBe(7));
});

it('rates anew when the sensitivity changes', async () => {
  const { current } = await open();
  await sensitivitySetting.set('alert');
  await vi.waitFor(() => expect(current().state.sensitivity).toBe('alert'));
  expect(lastQuery().filter.sensitivity).toBe('alert');
});

it('saves all that was found, part by part', async () => {
  const { current, save } = await open();
  send.mockImplementation((_to: string, _name: string, { offset }: HistoryQuery) =>
    Promise.resolve({ records: offset === 0 ? records : [recordOf('cc')], found: 3, kept: 3 }),
  );
  current().actions.exportAs('json');
  await vi.waitFor(() => expect(save).toHaveBeenCalledOnce());
  const file = save.mock.lastCall?.[0];
  const { pictures } = JSON.parse((await file?.text()) ?? '') as { pictures: { id: string }[] };
  expect(pictures.map(({ id }) => id)).toEqual(['aa', 'bb', 'cc']);
});

it('knows a private window', async () => {
  Object.assign(fakeBrowser, { extension: { inIncognitoContext: true } });
  expect((await open()).current().state.isPrivate).toBe(true);
});
