import { translate } from '../../lib/language/translate';
import { BadgeSection, type BadgeCorner } from './BadgeSection';
import { BrandHeader } from '../BrandHeader';
import { FileSection } from './FileSection';
import type { Adding, Attempts, ListedModel, ModelActions } from './model';
import type { HubModel } from './HubForm';
import type { ModelImport } from './ImportForm';
import { ModelSection } from './ModelSection';
import { PageLinks } from '../PageLinks';
import { ShortcutSection, type Shortcut } from './ShortcutSection';
import type { SitesActions, SitesState } from '../site';
import { SitesSection } from './SitesSection';
import './OptionsPage.css';

export interface OptionsState {
  /** Undefined until the host answers. */
  models: ListedModel[] | undefined;
  attempts: Attempts;
  importing: Adding;
  addingFromHub: Adding;
  /** Undefined until they are read. */
  sites: SitesState | undefined;
  /** The browser keeps us from pages unless it is asked. */
  isWithheld: boolean;
  shortcuts: Shortcut[];
  /** Only what the page itself loads is scored. */
  isOwnBytesOnly: boolean;
  badgeCorner: BadgeCorner;
}

export interface OptionsActions extends ModelActions, SitesActions {
  requestAccess: () => void;
  changeShortcuts: () => void;
  keepToOwnBytes: (isOwnBytesOnly: boolean) => void;
  putBadges: (corner: BadgeCorner) => void;
  importModel: (files: ModelImport) => void;
  addHubModel: (model: HubModel) => void;
}

interface OptionsPageProps {
  state: OptionsState;
  actions: OptionsActions;
}

/** What a person sets for good. Every part is an `OptionsSection`. */
export function OptionsPage({ state, actions }: OptionsPageProps) {
  return (
    <div class="options-page">
      <BrandHeader page={translate('options_heading')}>
        <PageLinks here="options" />
      </BrandHeader>
      <main class="options-page__main">
        <ModelSection state={state} actions={actions} />
        <SitesSection sites={state.sites} isWithheld={state.isWithheld} actions={actions} />
        <BadgeSection corner={state.badgeCorner} onChoose={actions.putBadges} />
        <FileSection isOwnBytesOnly={state.isOwnBytesOnly} onChange={actions.keepToOwnBytes} />
        <ShortcutSection shortcuts={state.shortcuts} onChange={actions.changeShortcuts} />
      </main>
    </div>
  );
}
