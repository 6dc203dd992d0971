import { translate } from '../../lib/language/translate';
import type { Sensitivity } from '../../lib/verdict/model';
import { OptionsSection } from '../OptionsSection';
import { SensitivityChoice } from '../SensitivityChoice';
import type { ListedModel } from '../../lib/verdict/listed-model';

interface SensitivitySectionProps {
  /** Undefined until it is read. */
  sensitivity: Sensitivity | undefined;
  models: ListedModel[] | undefined;
  onChoose: (sensitivity: Sensitivity) => void;
}

/** How suspicious Candid is, and what that costs in false alarms with the model in use. */
export function SensitivitySection({ sensitivity, models, onChoose }: SensitivitySectionProps) {
  const inUse = models?.find(({ isActive }) => isActive)?.model;
  return (
    <OptionsSection
      id="sensitivity"
      heading={translate('sensitivity_heading')}
      explanation={translate('sensitivity_explanation')}
    >
      {sensitivity && (
        <SensitivityChoice sensitivity={sensitivity} model={inUse} onChoose={onChoose} />
      )}
    </OptionsSection>
  );
}
