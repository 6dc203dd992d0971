import type { OptionsActions, OptionsState } from '../../../components/options/OptionsPage';
import { watchModels } from '../../messaging/models';
import { send } from '../../messaging/send';
import { badgeCornerSetting, ownBytesOnlySetting, type Setting } from '../../settings/settings';
import { createAddingActions } from './adding';
import { startBrowser } from './browser';
import { createModelActions } from './model';
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
    keepToOwnBytes: (isOwnBytesOnly) => void ownBytesOnlySetting.set(isOwnBytesOnly),
    putBadges: (corner) => void badgeCornerSetting.set(corner),
  };
  change({});
  follow(ownBytesOnlySetting, (isOwnBytesOnly) => change({ isOwnBytesOnly }), signal);
  follow(badgeCornerSetting, (badgeCorner) => change({ badgeCorner }), signal);
  watchModels((models) => change({ models }), signal);
}

/** Tells what a setting is and becomes. A change may come while the setting is still read, and is newer than that. */
function follow<Value>(
  setting: Setting<Value>,
  take: (value: Value) => void,
  signal: AbortSignal,
): void {
  let hasChanged = false;
  setting.watch((value) => {
    hasChanged = true;
    take(value);
  }, signal);
  void setting.get().then((value) => {
    if (!hasChanged) take(value);
  });
}
