import { translate } from '../../lib/language/translate';
import { OptionsSection } from '../OptionsSection';
import type { ListedModel } from '../../lib/verdict/listed-model';
import type { ModelActions, ModelsState } from '../options/model';
import { ModelList } from '../options/ModelList';
import { useAnnouncement } from '../options/use-announcement';

interface FullModelSectionProps {
  state: ModelsState;
  actions: ModelActions;
}

/** Offers the full model. Nothing where there is none to get, because the package brings it along. */
export function FullModelSection({ state, actions }: FullModelSectionProps) {
  const { attempts } = state;
  const models = state.models?.filter(isFull).slice(0, 1);
  const announcement = useAnnouncement(models, attempts);
  if (models?.every(({ state: { status } }) => status === 'embedded')) return null;
  return (
    <OptionsSection
      id="model"
      heading={translate('welcome_model')}
      explanation={translate('welcome_model_explanation')}
    >
      <p class="visually-hidden" role="status">
        {announcement}
      </p>
      <ModelList models={models} attempts={attempts} actions={actions} />
    </OptionsSection>
  );
}

function isFull({ model, isVerified }: ListedModel): boolean {
  return isVerified && model.standing !== 'hint';
}
