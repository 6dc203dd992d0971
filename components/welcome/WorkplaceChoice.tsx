import { translate } from '../../lib/language/translate';
import { ChoiceGroup } from '../ChoiceGroup';

const workplaces = ['feeds', 'everywhere', 'asked'] as const;

/** Where Candid works by itself. */
export type Workplace = (typeof workplaces)[number];

interface WorkplaceChoiceProps {
  /** Undefined until it is read. */
  workplace: Workplace | 'own' | undefined;
  onChoose: (workplace: Workplace) => void;
}

export function WorkplaceChoice({ workplace, onChoose }: WorkplaceChoiceProps) {
  return (
    <>
      <ChoiceGroup
        legend={translate('welcome_where_legend')}
        choices={workplaces.map((value) => ({
          value,
          label: translate(`welcome_where_${value}`),
          description: translate(`welcome_where_${value}_explanation`),
        }))}
        chosen={workplace === 'own' ? undefined : workplace}
        onChoose={onChoose}
      />
      {workplace === 'own' && <p>{translate('welcome_where_own')}</p>}
    </>
  );
}
