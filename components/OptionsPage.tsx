import { translate } from '../lib/language/translate';
import { BrandHeader } from './BrandHeader';
import type { Adding, Attempts, ListedModel, ModelActions } from './model';
import type { HubModel } from './HubForm';
import type { ModelImport } from './ImportForm';
import { ModelSection } from './ModelSection';
import './OptionsPage.css';

export interface OptionsState {
  /** Undefined until the host answers. */
  models: ListedModel[] | undefined;
  attempts: Attempts;
  importing: Adding;
  addingFromHub: Adding;
}

export interface OptionsActions extends ModelActions {
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
        <a class="options-page__health" href="/health.html">
          {translate('health_open')}
        </a>
      </BrandHeader>
      <main class="options-page__main">
        <ModelSection state={state} actions={actions} />
      </main>
    </div>
  );
}
