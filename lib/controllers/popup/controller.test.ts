import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { PopupActions, PopupState } from '../../../components/popup/Popup';
import { watchReports } from '../../messaging/picture-reports';
import type { PictureReport } from '../../messaging/protocol';
import { changeSites, sensitivitySetting, sitesSetting } from '../../settings/settings';
import { findMode, withRule } from '../../settings/sites';
import { CheckError } from '../../verdict/failure';
import { listedFull, listedOther, listedStarter } from '../../../components/fixtures/models';
import { findFullModelBytes, startPopup } from './controller';

const send = vi.hoisted(() => vi.fn());
vi.mock('../../messaging/send', () => ({ send }));
vi.mock('../../messaging/picture-reports', () => ({ watchReports: vi.fn() }));

const report: PictureReport = {
  pictureId: '1',
  label: 'fox',
  changedAt: 1,
  state: { status: 'checking' },
};

const listeners = new Set<() => void>();
const onChanged = {
  addListener: (listener: () => void) => listeners.add(listener),
  removeListener: (listener: () => void) => listeners.delete(listener),
};
const permissions = {
  contains: vi.fn<(wanted: { origins: string[] }) => Promise<boolean>>(),
  onAdded: onChanged,
  onRemoved: onChanged,
};

beforeEach(() => {
  fakeBrowser.reset();
  Object.assign(fakeBrowser, { permissions });
  permissions.contains.mockReset().mockResolvedValue(true);
  send.mockReset().mockRejectedValue(new CheckError('engineFailed', 'No answer'));
  vi.mocked(watchReports).mockReset();
});

async function open({ url = 'https://feed.test/', signal = new AbortController().signal } = {}) {
  const tab = await fakeBrowser.tabs.create({ url });
  let shown: { state: PopupState; actions: PopupActions } | undefined;
  await startPopup({
    tabId: tab.id,
    onChange: (state, actions) => (shown = { state, actions }),
    signal,
  });
  const current = () => {
    if (!shown) throw new Error('Expected the popup to show something');
    return shown;
  };
  return { tabId: tab.id, current };
}

it('shows the mode of the site in the tab, and follows it', async () => {
  const { current } = await open({ url: 'https://www.feed.test/home' });
  const site = { status: 'open', site: 'feed.test', withheld: undefined };
  await vi.waitFor(() => expect(current().state.site).toEqual({ ...site, mode: 'never' }));
  current().actions.chooseMode('feed.test', 'hover');
  await vi.waitFor(() => expect(current().state.site).toEqual({ ...site, mode: 'hover' }));
  expect(findMode(await sitesSetting.get(), 'https://feed.test/')).toBe('hover');
});

it('shows the rule of a part of the site where that is in force', async () => {
  await changeSites((rules) => withRule(rules, { pattern: 'feed.test/art/*', mode: 'click' }));
  const { current } = await open({ url: 'https://feed.test/art/1' });
  await vi.waitFor(() =>
    expect(current().state.site).toMatchObject({ site: 'feed.test/art/*', mode: 'click' }),
  );
});

it('tells what the browser withholds, until it does so no longer', async () => {
  permissions.contains.mockResolvedValue(false);
  const { current } = await open();
  await vi.waitFor(() => expect(current().state.site).toMatchObject({ withheld: 'page' }));
  permissions.contains.mockImplementation(({ origins }) =>
    Promise.resolve(origins[0] === 'https://feed.test/*'),
  );
  for (const listener of listeners) listener();
  await vi.waitFor(() => expect(current().state.site).toMatchObject({ withheld: 'pictures' }));
  permissions.contains.mockResolvedValue(true);
  for (const listener of listeners) listener();
  await vi.waitFor(() => expect(current().state.site).toMatchObject({ withheld: undefined }));
});

it('says that the browser may hide a page, where it tells no address', async () => {
  permissions.contains.mockResolvedValue(false);
  vi.spyOn(fakeBrowser.tabs, 'get').mockResolvedValueOnce({ id: 1 } as never);
  const { current } = await open();
  await vi.waitFor(() => expect(current().state.site).toEqual({ status: 'hidden' }));
});

it.each(['chrome://settings/', 'https://chromewebstore.google.com/category/extensions'])(
  'says that %s cannot have badges',
  async (url) => {
    const { current } = await open({ url });
    await vi.waitFor(() => expect(current().state.site).toEqual({ status: 'closed' }));
  },
);

it('follows the pictures of its tab', async () => {
  const { tabId, current } = await open();
  const [watchedId, onReports] = vi.mocked(watchReports).mock.lastCall ?? [];
  expect(watchedId).toBe(tabId);
  onReports?.([report]);
  expect(current().state.pictures).toEqual([report]);
});

it('applies a setting at once and shows what is stored', async () => {
  const { current } = await open();
  current().actions.chooseSensitivity('alert');
  await vi.waitFor(() => expect(current().state.sensitivity).toBe('alert'));
  expect(await sensitivitySetting.get()).toBe('alert');
});

it('asks the page of its tab to reveal a picture, and stays calm when the page is gone', async () => {
  const { tabId, current } = await open();
  current().actions.revealPicture('1');
  expect(send).toHaveBeenCalledWith('page', 'revealPicture', { pictureId: '1' }, { tabId });
});

it('opens the inspector for a content that was judged', async () => {
  const create = vi.spyOn(fakeBrowser.tabs, 'create');
  const { current } = await open();
  current().actions.inspectPicture('hash');
  const url = fakeBrowser.runtime.getURL('/inspector.html?id=hash');
  expect(create).toHaveBeenLastCalledWith({ url });
});

it('asks the host to try the better device, and stays calm when that is gone', async () => {
  const { current } = await open();
  current().actions.tryBetterDevice();
  expect(send).toHaveBeenCalledWith('host', 'tryBetterDevice', {});
});

it('shows nothing more once it is closed', async () => {
  const closing = new AbortController();
  const { current } = await open({ signal: closing.signal });
  const before = current().state;
  closing.abort();
  vi.mocked(watchReports).mock.lastCall?.[1]([report]);
  expect(current().state).toBe(before);
});

describe('the offer of the full model', () => {
  const full = listedFull({ status: 'absent', receivedBytes: 5 });

  it('is made while only the starter is here', () => {
    expect(findFullModelBytes([listedStarter, full])).toBe(full.sizeInBytes);
  });

  it('is made although the person has files of their own', () => {
    const own = listedOther({ status: 'installed' });
    expect(findFullModelBytes([listedStarter, full, own])).toBe(full.sizeInBytes);
  });

  it('is not made once the full model is here', () => {
    const installed = listedFull({ status: 'installed' });
    expect(findFullModelBytes([listedStarter, installed])).toBeUndefined();
  });

  it('is not made where the package brings the full model', () => {
    const bundled = listedFull({ status: 'embedded' });
    expect(findFullModelBytes([bundled, listedFull({ status: 'absent', receivedBytes: 0 })])).toBe(
      undefined,
    );
  });
});
