import { translate } from '../../lib/language/translate';
import { HubForm } from './HubForm';
import { ImportForm } from './ImportForm';
import { ModelList } from './ModelList';
import type { OptionsActions, OptionsState } from './OptionsPage';
import { OptionsSection } from '../OptionsSection';
import { useAnnouncement } from './use-announcement';
import './ModelSection.css';

interface ModelSectionProps {
  state: OptionsState;
  actions: OptionsActions;
}

/** Which model judges, how to get a better one, and how to add others. */
export function ModelSection({ state, actions }: ModelSectionProps) {
  const { models, attempts, importing, addingFromHub } = state;
  const announcement = useAnnouncement(models, attempts);
  return (
    <OptionsSection
      id="model"
      heading={translate('options_model')}
      explanation={translate('options_model_explanation')}
    >
      <p class="visually-hidden" role="status">
        {announcement}
      </p>
      <ModelList models={models} attempts={attempts} actions={actions} />
      <div class="model-section__others">
        <div class="model-section__about">
          <h3 class="model-section__heading">{translate('options_others')}</h3>
          <p>{translate('options_others_explanation')}</p>
        </div>
        <HubForm adding={addingFromHub} onAdd={actions.addHubModel} />
        <ImportForm importing={importing} onImport={actions.importModel} />
      </div>
    </OptionsSection>
  );
}
