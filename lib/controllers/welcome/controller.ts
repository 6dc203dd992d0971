import type { WelcomeActions, WelcomeState } from '../../../components/welcome/WelcomePage';
import { followWithheld, requestFullAccess } from '../../access/site-access';
import { watchModels } from '../../messaging/models';
import { send } from '../../messaging/send';
import { followSetting } from '../../settings/follow-setting';
import { changeSites, sitesSetting } from '../../settings/settings';
import { findWorkplace, withWorkplace, type SiteRules } from '../../settings/sites';
import { createModelActions } from '../model-actions';

interface WelcomeOptions {
  onChange: (state: WelcomeState, actions: WelcomeActions) => void;
  signal: AbortSignal;
}

/** Joins the first-run page to host, settings and browser, and tells its whole state after every change. */
export function startWelcome({ onChange, signal }: WelcomeOptions): void {
  let state: WelcomeState = {
    workplace: undefined,
    models: undefined,
    attempts: new Map(),
    isWithheld: false,
  };
  const change = (part: Partial<WelcomeState>) => {
    if (signal.aborted) return;
    state = { ...state, ...part };
    onChange(state, actions);
  };
  const listModels = () => send('host', 'listModels', {});
  const actions: WelcomeActions = {
    ...createModelActions({ getState: () => state, change, listModels }),
    workAt: (workplace) => void changeSites((rules) => withWorkplace(rules, workplace)),
    requestAccess: () => void requestFullAccess(),
  };
  const tellWorkplace = (rules: SiteRules) => change({ workplace: findWorkplace(rules) ?? 'own' });
  change({});
  followSetting(sitesSetting, tellWorkplace, signal);
  followWithheld((isWithheld) => change({ isWithheld }), signal);
  watchModels((models) => change({ models }), signal);
}
