import { translate } from '../../lib/language/translate';
import { ChoiceGroup } from '../ChoiceGroup';
import { OptionsSection } from '../OptionsSection';

const corners = ['topLeft', 'topRight', 'bottomLeft', 'bottomRight'] as const;

/** The corner of a picture that badges take where the page leaves it free. */
export type BadgeCorner = (typeof corners)[number];

const sizes = ['small', 'medium', 'large'] as const;

/** How large badges are. */
export type BadgeSize = (typeof sizes)[number];

const filters = ['all', 'suspicious'] as const;

/** Which badges a page shows. */
export type BadgeFilter = (typeof filters)[number];

interface BadgeSectionProps {
  corner: BadgeCorner;
  size: BadgeSize;
  filter: BadgeFilter | undefined;
  onChooseCorner: (corner: BadgeCorner) => void;
  onChooseSize: (size: BadgeSize) => void;
  onChooseFilter: (filter: BadgeFilter) => void;
}

/** Where badges are, how large, and which. */
export function BadgeSection(props: BadgeSectionProps) {
  const { corner, size, filter, onChooseCorner, onChooseSize, onChooseFilter } = props;
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
        onChoose={onChooseCorner}
      />
      <ChoiceGroup
        legend={translate('badges_size')}
        choices={sizes.map((value) => ({ value, label: translate(`badges_size_${value}`) }))}
        chosen={size}
        onChoose={onChooseSize}
      />
      <ChoiceGroup
        legend={translate('popup_badges')}
        choices={filters.map((value) => ({ value, label: translate(`popup_badges_${value}`) }))}
        chosen={filter}
        onChoose={onChooseFilter}
      />
    </OptionsSection>
  );
}
