import type { OptionsActions, OptionsState } from '../../components/OptionsPage';
import { watchModels } from '../../lib/messaging/models';
import { send } from '../../lib/messaging/send';
import { createAddingActions } from './adding-controller';
import { createModelActions } from './model-controller';

interface OptionsOptions {
  onChange: (state: OptionsState, actions: OptionsActions) => void;
  signal: AbortSignal;
}

/** Joins the options page to the host, and tells its whole state after every change. */
export function startOptions({ onChange, signal }: OptionsOptions): void {
  let state: OptionsState = {
    models: undefined,
    attempts: new Map(),
    importing: { status: 'idle' },
    addingFromHub: { status: 'idle' },
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
  };
  change({});
  watchModels((models) => change({ models }), signal);
}
