import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { ClassifyRequest, PictureSource, Sender } from '../messaging/protocol';
import type { PageJudgement } from '../verdict/judgement';
import { createHistory } from './history';
import type { ModelInUse } from './model-in-use';

const day = 24 * 60 * 60 * 1000;
const now = 1_000 * day;
const judgement = { contentHash: 'aa', score: 0.5 } as PageJudgement;
const judged = { judgement, url: 'https://cdn.test/fox.jpg' };
const page = { url: 'https://news.test/', title: 'News' };
const inTab: Sender = { tabId: 1, frameId: 0, url: page.url, page, keepDays: 30 };

const reportError = vi.fn();
const archive = {
  findNewestJudgement: vi.fn(),
  findRecord: vi.fn(),
  forget: vi.fn(),
  forgetBefore: vi.fn(),
  listRecords: vi.fn(),
  putLabel: vi.fn(),
  putSighting: vi.fn(),
};
const memory = { find: vi.fn(), keep: vi.fn() };
const inUse = {
  getCurrent: () => Promise.resolve({ memory }),
} as unknown as Pick<ModelInUse, 'getCurrent'>;

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers({ now });
  vi.stubGlobal('reportError', reportError.mockReset());
  for (const method of Object.values(archive)) method.mockReset();
  memory.find.mockReset();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function askedFor(source: PictureSource): ClassifyRequest {
  return { requestId: 'r', name: 'A fox', source, priority: 'near' };
}
const byUrl = askedFor({ kind: 'url', url: judged.url });
const ofFile = askedFor({ kind: 'file', file: new Blob(), path: 'holiday/fox.jpg' });
const ourPage = (): Sender => ({
  tabId: 2,
  frameId: 0,
  url: fakeBrowser.runtime.getURL('/judged.html'),
  keepDays: 30,
});

describe('a picture that was judged', () => {
  it.each([
    ['on a page', byUrl, inTab, { kind: 'page', ...page, pictureUrl: judged.url }],
    ['at an address', byUrl, ourPage(), { kind: 'address', pictureUrl: judged.url }],
    ['in a file', ofFile, ourPage(), { kind: 'file', path: 'holiday/fox.jpg' }],
  ])('%s is written down with where it was', async (_, asked, sender, place) => {
    await createHistory({ archive, inUse }).note(judged, { asked, sender });
    expect(archive.putSighting).toHaveBeenCalledWith({
      judgement,
      place: expect.objectContaining({ ...place, name: 'A fox', seenAt: now }) as unknown,
    });
  });

  it.each([
    ['from a private window', { ...inTab, isPrivate: true }],
    ['where the person wants none', { ...inTab, keepDays: 0 }],
    ['where nobody told what the person wants', { ...inTab, keepDays: undefined }],
  ])('leaves no trace %s', async (_, sender) => {
    await createHistory({ archive, inUse }).note(judged, {
      asked: byUrl,
      sender: sender as Sender,
    });
    for (const method of Object.values(archive)) expect(method).not.toHaveBeenCalled();
  });

  it('with an endless address is written down without it', async () => {
    const url = `https://cdn.test/${'a'.repeat(3_000)}`;
    await createHistory({ archive, inUse }).note(
      { judgement, url },
      { asked: byUrl, sender: inTab },
    );
    expect(archive.putSighting).toHaveBeenCalledWith(
      expect.objectContaining({ place: expect.objectContaining({ pictureUrl: null }) as unknown }),
    );
  });

  it('is no failure where the archive is one', async () => {
    archive.putSighting.mockRejectedValue(new Error('full'));
    await createHistory({ archive, inUse }).note(judged, { asked: byUrl, sender: inTab });
    expect(reportError).toHaveBeenCalledOnce();
  });
});

it('forgets what is too old, once an hour at most', async () => {
  const history = createHistory({ archive, inUse });
  const note = () => history.note(judged, { asked: byUrl, sender: inTab });
  await note();
  await note();
  expect(archive.forgetBefore.mock.calls).toEqual([[now - 30 * day]]);
  vi.advanceTimersByTime(day);
  await note();
  expect(archive.forgetBefore).toHaveBeenLastCalledWith(now - 29 * day);
});

it('finds a record with the judgement of the model in use, else with the latest of any', async () => {
  const history = createHistory({ archive, inUse });
  archive.findRecord.mockResolvedValue({ id: 'aa' });
  archive.findNewestJudgement.mockResolvedValue('of another model');
  expect(await history.findRecord('aa')).toEqual({
    record: { id: 'aa' },
    judgement: 'of another model',
  });
  memory.find.mockResolvedValue('of this model');
  expect(await history.findRecord('aa')).toMatchObject({ judgement: 'of this model' });
});

it('keeps no label from a private window', async () => {
  const history = createHistory({ archive, inUse });
  await history.label({ id: 'aa', label: 'real' }, { ...ourPage(), isPrivate: true });
  expect(archive.putLabel).not.toHaveBeenCalled();
  await history.label({ id: 'aa', label: 'real' }, ourPage());
  expect(archive.putLabel).toHaveBeenCalledWith({ id: 'aa', label: 'real' });
});

it('keeps nothing of what is still being judged when the person wants nothing kept any more', async () => {
  const history = createHistory({ archive, inUse });
  await history.prune({ keepDays: 0 });
  await history.note(judged, { asked: byUrl, sender: inTab });
  expect(archive.putSighting).not.toHaveBeenCalled();
  expect(archive.forgetBefore).toHaveBeenLastCalledWith(now + 1);
  await history.prune({ keepDays: 30 });
  await history.note(judged, { asked: byUrl, sender: inTab });
  expect(archive.putSighting).toHaveBeenCalledOnce();
});
