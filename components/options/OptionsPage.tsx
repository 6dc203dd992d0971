import { translate } from '../../lib/language/translate';
import type { Sensitivity } from '../../lib/verdict/model';
import { BadgeSection, type BadgeCorner, type BadgeFilter, type BadgeSize } from './BadgeSection';
import { BrandHeader } from '../BrandHeader';
import { DataSection, type DataActions, type DataState } from './DataSection';
import { FileSection } from './FileSection';
import type { Adding, ModelActions, ModelsState } from './model';
import type { HubModel } from './HubForm';
import type { ModelImport } from './ImportForm';
import { ModelSection } from './ModelSection';
import { PageLinks } from '../PageLinks';
import { SensitivitySection } from './SensitivitySection';
import { ShortcutSection, type Shortcut } from './ShortcutSection';
import type { SitesActions, SitesState } from '../site';
import { SitesSection } from './SitesSection';
import './OptionsPage.css';

export interface OptionsState extends ModelsState {
  importing: Adding;
  addingFromHub: Adding;
  /** Undefined until they are read. */
  sites: SitesState | undefined;
  /** The browser keeps us from pages unless it is asked. */
  isWithheld: boolean;
  shortcuts: Shortcut[];
  /** Only the file that the page shows is scored. */
  isOwnBytesOnly: boolean;
  badgeCorner: BadgeCorner;
  badgeSize: BadgeSize;
  /** Undefined until they are read. */
  badgeFilter: BadgeFilter | undefined;
  sensitivity: Sensitivity | undefined;
  data: DataState | undefined;
}

export interface OptionsActions extends ModelActions, SitesActions, DataActions {
  requestAccess: () => void;
  changeShortcuts: () => void;
  keepToOwnBytes: (isOwnBytesOnly: boolean) => void;
  putBadges: (corner: BadgeCorner) => void;
  sizeBadges: (size: BadgeSize) => void;
  chooseBadgeFilter: (filter: BadgeFilter) => void;
  chooseSensitivity: (sensitivity: Sensitivity) => void;
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
        <SensitivitySection
          sensitivity={state.sensitivity}
          models={state.models}
          onChoose={actions.chooseSensitivity}
        />
        <BadgeSection
          corner={state.badgeCorner}
          size={state.badgeSize}
          filter={state.badgeFilter}
          onChooseCorner={actions.putBadges}
          onChooseSize={actions.sizeBadges}
          onChooseFilter={actions.chooseBadgeFilter}
        />
        <FileSection isOwnBytesOnly={state.isOwnBytesOnly} onChange={actions.keepToOwnBytes} />
        <DataSection data={state.data} actions={actions} />
        <ShortcutSection shortcuts={state.shortcuts} onChange={actions.changeShortcuts} />
      </main>
    </div>
  );
}
