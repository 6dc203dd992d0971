import { translate } from '../../lib/language/translate';
import { ChoiceGroup } from '../ChoiceGroup';
import { OptionsSection } from '../OptionsSection';

const corners = ['topLeft', 'topRight', 'bottomLeft', 'bottomRight'] as const;

/** The corner of a picture that badges take where the page leaves it free. */
export type BadgeCorner = (typeof corners)[number];

interface BadgeSectionProps {
  corner: BadgeCorner;
  onChoose: (corner: BadgeCorner) => void;
}

/** Where badges are. */
export function BadgeSection({ corner, onChoose }: BadgeSectionProps) {
  return (
    <OptionsSection
      id="badges"
      heading={translate('badges_heading')}
      explanation={translate('badges_explanation')}
    >
      <ChoiceGroup
        legend={translate('badges_corner')}
        choices={corners.map((value) => ({ value, label: translate(`badges_corner_${value}`) }))}
        chosen={corner}
        onChoose={onChoose}
      />
    </OptionsSection>
  );
}
