import type { PopupActions, PopupState } from '../../../components/popup/Popup';
import { rememberFound } from '../../../components/remember-found';
import { requestFullAccess } from '../../access/site-access';
import { browser } from '../../browser';
import { watchEngineStatus } from '../../messaging/engine-status';
import { watchModels } from '../../messaging/models';
import { watchReports } from '../../messaging/picture-reports';
import { send } from '../../messaging/send';
import { badgeFilterSetting, changeSites, sensitivitySetting } from '../../settings/settings';
import { withRule } from '../../settings/sites';
import type { ListedModel } from '../../verdict/listed-model';
import { watchSite } from './site';

interface PopupOptions {
  /** The tab whose pictures are shown, undefined where there is none. */
  tabId: number | undefined;
  onChange: (state: PopupState, actions: PopupActions) => void;
  signal: AbortSignal;
}

/** Joins the popup to settings, the tab and the host, and tells its whole state after every change. */
export async function startPopup({ tabId, onChange, signal }: PopupOptions): Promise<void> {
  const actions = createActions(tabId);
  let state: PopupState = {
    site: tabId === undefined ? { status: 'closed' } : { status: 'unknown' },
    badgeFilter: await badgeFilterSetting.get(),
    sensitivity: await sensitivitySetting.get(),
    pictures: [],
    engine: undefined,
    fullModelBytes: undefined,
  };
  const change = (part: Partial<PopupState>) => {
    if (signal.aborted) return;
    state = { ...state, ...part };
    onChange(state, actions);
  };
  change({});
  badgeFilterSetting.watch((badgeFilter) => change({ badgeFilter }), signal);
  sensitivitySetting.watch((sensitivity) => change({ sensitivity }), signal);
  watchEngineStatus((engine) => change({ engine }), signal);
  watchModels((models) => change({ fullModelBytes: findFullModelBytes(models) }), signal);
  if (tabId === undefined) return;
  watchSite(tabId, (site) => change({ site }), signal);
  watchReports(tabId, (pictures) => change({ pictures }), signal);
}

function createActions(tabId: number | undefined): PopupActions {
  return {
    chooseMode: (pattern, mode) => void changeSites((rules) => withRule(rules, { pattern, mode })),
    requestAccess: () => void requestFullAccess(),
    openSites: () =>
      void browser.tabs.create({ url: browser.runtime.getURL('/options.html#sites') }),
    chooseBadgeFilter: (badgeFilter) => void badgeFilterSetting.set(badgeFilter),
    chooseSensitivity: (sensitivity) => void sensitivitySetting.set(sensitivity),
    revealPicture: (pictureId) => void revealPicture(pictureId, tabId),
    findJudgement: rememberFound((contentHash) => send('host', 'findJudgement', { contentHash })),
    inspectPicture: (id) => {
      const query = new URLSearchParams({ id });
      void browser.tabs.create({ url: browser.runtime.getURL(`/inspector.html?${query}`) });
    },
    openOptions: () => void browser.runtime.openOptionsPage(),
    openPage: (page) => void browser.tabs.create({ url: browser.runtime.getURL(`/${page}.html`) }),
    tryBetterDevice: () => void tryBetterDevice(),
  };
}

async function revealPicture(pictureId: string, tabId: number | undefined): Promise<void> {
  if (tabId === undefined) return;
  try {
    await send('page', 'revealPicture', { pictureId }, { tabId });
  } catch {
    // The page may have gone since; what was found is still shown here.
  }
}

/** How it ends is in the engine's status, which the popup watches. */
async function tryBetterDevice(): Promise<void> {
  try {
    await send('host', 'tryBetterDevice', {});
  } catch {
    // A host that was lost forgets what failed, as was wished.
  }
}

/** The size of the first model on offer, undefined once one is here that is more than a hint. */
export function findFullModelBytes(models: ListedModel[]): number | undefined {
  const full = models.filter(({ model, isVerified }) => isVerified && model.standing !== 'hint');
  const isHere = ({ state }: ListedModel) => ['embedded', 'installed'].includes(state.status);
  return full.some(isHere) ? undefined : full[0]?.sizeInBytes;
}
