import type { OptionsActions, OptionsState } from '../../../components/options/OptionsPage';
import { watchModels } from '../../messaging/models';
import { send } from '../../messaging/send';
import { followSetting } from '../../settings/follow-setting';
import {
  badgeCornerSetting,
  badgeFilterSetting,
  badgeSizeSetting,
  ownBytesOnlySetting,
  sensitivitySetting,
} from '../../settings/settings';
import { createModelActions } from '../model-actions';
import { createAddingActions } from './adding';
import { startBrowser } from './browser';
import { startData } from './data';
import { startSites } from './sites';

interface OptionsOptions {
  onChange: (state: OptionsState, actions: OptionsActions) => void;
  /** Gives the person a file. */
  save: (file: File) => void;
  signal: AbortSignal;
}

/** Joins the options page to the host, and tells its whole state after every change. */
export function startOptions({ onChange, save, signal }: OptionsOptions): void {
  let state: OptionsState = {
    models: undefined,
    attempts: new Map(),
    importing: { status: 'idle' },
    addingFromHub: { status: 'idle' },
    sites: undefined,
    isWithheld: false,
    shortcuts: [],
    isOwnBytesOnly: false,
    badgeCorner: 'topLeft',
    badgeSize: 'medium',
    badgeFilter: undefined,
    sensitivity: undefined,
    data: undefined,
  };
  const change = (part: Partial<OptionsState>) => {
    if (signal.aborted) return;
    state = { ...state, ...part };
    onChange(state, actions);
  };
  const listModels = () => send('host', 'listModels', {});
  const actions: OptionsActions = {
    ...createModelActions({ getState: () => state, change, listModels }),
    ...createAddingActions({ change, listModels }),
    ...startSites({ onChange: (sites) => change({ sites }), save, signal }),
    ...startBrowser({ onChange: change, signal }),
    ...startData({ onChange: (data) => change({ data }), signal }),
    keepToOwnBytes: (isOwnBytesOnly) => void ownBytesOnlySetting.set(isOwnBytesOnly),
    putBadges: (corner) => void badgeCornerSetting.set(corner),
    sizeBadges: (size) => void badgeSizeSetting.set(size),
    chooseBadgeFilter: (filter) => void badgeFilterSetting.set(filter),
    chooseSensitivity: (sensitivity) => void sensitivitySetting.set(sensitivity),
  };
  change({});
  followSetting(ownBytesOnlySetting, (isOwnBytesOnly) => change({ isOwnBytesOnly }), signal);
  followSetting(badgeCornerSetting, (badgeCorner) => change({ badgeCorner }), signal);
  followSetting(badgeSizeSetting, (badgeSize) => change({ badgeSize }), signal);
  followSetting(badgeFilterSetting, (badgeFilter) => change({ badgeFilter }), signal);
  followSetting(sensitivitySetting, (sensitivity) => change({ sensitivity }), signal);
  watchModels((models) => change({ models }), signal);
}
