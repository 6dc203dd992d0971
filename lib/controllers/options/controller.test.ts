import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { listedFull, listedStarter } from '../../../components/fixtures/models';
import type { ListedModel } from '../../verdict/listed-model';
import { nameOfKey } from '../../../components/options/model';
import type { OptionsActions, OptionsState } from '../../../components/options/OptionsPage';
import { watchModels } from '../../messaging/models';
import {
  historyDaysSetting,
  ownBytesOnlySetting,
  sensitivitySetting,
} from '../../settings/settings';
import { ModelError } from '../../verdict/model-error';
import { startOptions } from './controller';

const send = vi.hoisted(() => vi.fn());
vi.mock('../../messaging/send', () => ({ send }));
vi.mock('../../messaging/models', () => ({ watchModels: vi.fn() }));

const installed = listedFull({ status: 'installed' });
const key = installed.model;
let models: ListedModel[];

/** Answers as the host does: `listModels` with `models`, anything else with what the test wants. */
function answer(name: string, reply: () => Promise<unknown>) {
  send.mockImplementation((_: string, asked: string) =>
    asked === 'listModels' ? Promise.resolve(models) : asked === name ? reply() : undefined,
  );
}

const save = vi.fn<(file: File) => void>();
const accessListeners = new Set<() => void>();
const onAccess = {
  addListener: (listener: () => void) => accessListeners.add(listener),
  removeListener: (listener: () => void) => accessListeners.delete(listener),
};
const permissions = {
  contains: vi.fn<() => Promise<boolean>>(),
  request: vi.fn(),
  onAdded: onAccess,
  onRemoved: onAccess,
};
const extension = { inIncognitoContext: false };
const commands = {
  getAll: () =>
    Promise.resolve([
      { name: '_execute_action', description: '', shortcut: '' },
      { name: 'check-page', description: 'Check', shortcut: 'Alt+C' },
    ]),
};

beforeEach(() => {
  fakeBrowser.reset();
  Object.assign(fakeBrowser, { permissions, commands, extension });
  extension.inIncognitoContext = false;
  vi.stubGlobal('addEventListener', vi.fn());
  Object.assign(fakeBrowser.i18n, { getMessage: (key: string) => `text of ${key}` });
  permissions.contains.mockReset().mockResolvedValue(true);
  save.mockReset();
  send.mockReset();
  vi.mocked(watchModels).mockReset();
  models = [listedStarter, installed];
});

function open(signal = new AbortController().signal) {
  let shown: { state: OptionsState; actions: OptionsActions } | undefined;
  startOptions({ onChange: (state, actions) => (shown = { state, actions }), save, signal });
  const current = () => {
    if (!shown) throw new Error('Expected the options to show something');
    return shown;
  };
  const attempt = () => current().state.attempts.get(nameOfKey(key));
  return { current, attempt };
}

it('follows the list of models, until it is closed', () => {
  const closing = new AbortController();
  const { current } = open(closing.signal);
  expect(current().state.models).toBeUndefined();
  const [onModels] = vi.mocked(watchModels).mock.lastCall ?? [];
  onModels?.(models);
  expect(current().state.models).toBe(models);
  closing.abort();
  onModels?.([]);
  expect(current().state.models).toBe(models);
});

it.each([
  ['getModel', 'installModel'],
  ['pauseModel', 'pauseInstall'],
  ['removeModel', 'removeModel'],
] as const)('passes %s on and shows at once what came of it', async (action, message) => {
  answer(message, () => Promise.resolve());
  const { current } = open();
  current().actions[action](key);
  expect(send).toHaveBeenCalledWith('host', message, key);
  await vi.waitFor(() => expect(current().state.models).toBe(models));
});

it('tells that a model is tested until it is in use', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  answer('activateModel', () => promise);
  const { current, attempt } = open();
  current().actions.useModel(key);
  expect(attempt()).toEqual({ status: 'testing' });
  models = [listedStarter, { ...installed, isActive: true }];
  resolve(undefined);
  await vi.waitFor(() => expect(attempt()).toBeUndefined());
  expect(current().state.models).toBe(models);
});

it('tells why a model could not be put to use, until the next attempt', async () => {
  const error = new ModelError('failedSelfTest', 'NaN');
  answer('activateModel', () => Promise.reject(error));
  const { current, attempt } = open();
  current().actions.useModel(key);
  await vi.waitFor(() =>
    expect(attempt()).toMatchObject({ status: 'failed', code: 'failedSelfTest' }),
  );
  answer('removeModel', () => Promise.resolve());
  current().actions.removeModel(key);
  expect(attempt()).toBeUndefined();
});

it('goes back, telling that the model before is tested', async () => {
  answer('goBackToPreviousModel', () => Promise.resolve());
  const { current, attempt } = open();
  vi.mocked(watchModels).mock.lastCall?.[0]([{ ...installed, isPrevious: true }]);
  current().actions.goBack();
  expect(attempt()).toEqual({ status: 'testing' });
  expect(send).toHaveBeenCalledWith('host', 'goBackToPreviousModel', {});
  await vi.waitFor(() => expect(attempt()).toBeUndefined());
});

it('tells how the adding of a model of the hub comes along', async () => {
  const source = { repository: 'google/vit', revision: 'main' };
  answer('addHubModel', () =>
    Promise.reject(new ModelError('notDetector', 'cats', { subject: 'cat, dog' })),
  );
  const { current } = open();
  current().actions.addHubModel(source);
  expect(current().state.addingFromHub).toEqual({ status: 'working' });
  await vi.waitFor(() =>
    expect(current().state.addingFromHub).toMatchObject({
      code: 'notDetector',
      subject: 'cat, dog',
    }),
  );
  answer('addHubModel', () => Promise.resolve(key));
  current().actions.addHubModel(source);
  await vi.waitFor(() =>
    expect(current().state.addingFromHub).toEqual({ status: 'done', name: 'google/vit' }),
  );
});

it('tells what the browser withholds and which keys it listens to', async () => {
  permissions.contains.mockResolvedValue(false);
  const { current } = open();
  await vi.waitFor(() => expect(current().state.isWithheld).toBe(true));
  await vi.waitFor(() => expect(current().state.shortcuts[1]?.keys).toBe('Alt+C'));
  current().actions.requestAccess();
  expect(permissions.request).toHaveBeenCalledWith({ origins: ['<all_urls>'] });
  permissions.contains.mockResolvedValue(true);
  for (const listener of accessListeners) listener();
  await vi.waitFor(() => expect(current().state.isWithheld).toBe(false));
});

it('keeps to what the page loads where the person wishes so', async () => {
  const { current } = open();
  current().actions.keepToOwnBytes(true);
  await vi.waitFor(() => expect(current().state.isOwnBytesOnly).toBe(true));
  expect(await ownBytesOnlySetting.get()).toBe(true);
});

it('keeps the corner that badges are put in', async () => {
  const { current } = open();
  current().actions.putBadges('bottomRight');
  await vi.waitFor(() => expect(current().state.badgeCorner).toBe('bottomRight'));
});

it('keeps the size that badges are made', async () => {
  const { current } = open();
  current().actions.sizeBadges('large');
  await vi.waitFor(() => expect(current().state.badgeSize).toBe('large'));
});

it('hands files of the disk to the host', async () => {
  answer('importModel', () => Promise.resolve(key));
  const { current } = open();
  const file = new File([], 'config.json');
  const files = { name: 'Mine', config: file, weights: file, preprocessor: undefined };
  current().actions.importModel(files);
  expect(send).toHaveBeenCalledWith('host', 'importModel', files);
  await vi.waitFor(() =>
    expect(current().state.importing).toEqual({ status: 'done', name: 'Mine' }),
  );
});

describe('what is kept', () => {
  const cache = { judgements: 3, sizeInBytes: 1_000, usedBytes: null, quotaBytes: null };

  beforeEach(() => {
    const replies: Record<string, unknown> = { listHistory: { kept: 7 }, getHealth: { cache } };
    send.mockImplementation((_: string, asked: string) => Promise.resolve(replies[asked]));
  });

  const asked = (name: string) => send.mock.calls.filter(([, message]) => message === name).length;

  it('is told by how much it is and for how long it stays', async () => {
    const { current } = open();
    await vi.waitFor(() => expect(current().state.data?.kept).toEqual({ pictures: 7, cache }));
    await vi.waitFor(() => expect(current().state.data?.keepDays).toBe(90));
  });

  it('is counted anew once it was deleted', async () => {
    const { current } = open();
    await vi.waitFor(() => expect(asked('getHealth')).toBe(1));
    current().actions.deleteAll();
    expect(send).toHaveBeenCalledWith('host', 'deleteHistory', { all: true });
    await vi.waitFor(() => expect(asked('getHealth')).toBe(2));
    expect(current().state.data?.news).toBe('text of history_deleted');
  });

  it('is kept for as long as the person wants', async () => {
    const { current } = open();
    current().actions.keepFor(7);
    await vi.waitFor(() =>
      expect(send).toHaveBeenCalledWith('host', 'pruneHistory', { keepDays: 7 }),
    );
    expect(await historyDaysSetting.get()).toBe(7);
    await vi.waitFor(() => expect(current().state.data?.keepDays).toBe(7));
  });

  it('is not looked for from a private window, which keeps nothing', async () => {
    extension.inIncognitoContext = true;
    const { current } = open();
    await vi.waitFor(() => expect(current().state.data).toMatchObject({ isPrivate: true }));
    expect(asked('listHistory')).toBe(0);
  });
});

it('keeps how suspicious it is, and which badges are shown', async () => {
  const { current } = open();
  current().actions.chooseSensitivity('alert');
  current().actions.chooseBadgeFilter('suspicious');
  await vi.waitFor(() =>
    expect(current().state).toMatchObject({ sensitivity: 'alert', badgeFilter: 'suspicious' }),
  );
  expect(await sensitivitySetting.get()).toBe('alert');
});
