import { formatPercent } from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import { ChoiceGroup } from '../ChoiceGroup';
import type {
  InspectedPicture,
  InspectorActions,
  InspectorChoice,
  InspectorState,
  InspectorView,
} from './inspector';
import { InspectorLayers } from './InspectorLayers';
import { InspectorRollout } from './InspectorRollout';
import { InspectorSection } from './InspectorSection';
import { InspectorTiles } from './InspectorTiles';
import { RangeField } from './RangeField';

const views: readonly InspectorView[] = ['rollout', 'tiles', 'layers'];

interface InspectorViewsProps {
  picture: InspectedPicture;
  state: InspectorState;
  actions: InspectorActions;
  choice: InspectorChoice;
  onChoose: (part: Partial<InspectorChoice>) => void;
}

/** What can lie over the picture, how strongly, and what it says and does not say. */
export function InspectorViews(props: InspectorViewsProps) {
  const { choice, onChoose } = props;
  return (
    <InspectorSection id="overlay" heading={translate('inspector_overlay')}>
      <ChoiceGroup
        legend={translate('inspector_view')}
        choices={views.map((value) => ({ value, label: translate(`inspector_view_${value}`) }))}
        chosen={choice.view}
        onChoose={(view) => onChoose({ view })}
      />
      <RangeField
        label={translate('inspector_opacity')}
        min={0}
        max={1}
        step={0.05}
        value={choice.opacity}
        text={formatPercent(choice.opacity)}
        onChange={(opacity) => onChoose({ opacity })}
      />
      <View {...props} />
    </InspectorSection>
  );
}

function View({ picture, state, actions, choice, onChoose }: InspectorViewsProps) {
  const { original } = state;
  const { chooseOriginal, explainLayers, explainTiles, stopTiles } = actions;
  switch (choice.view) {
    case 'rollout':
      return <InspectorRollout judgement={picture.judgement} />;
    case 'tiles':
      return (
        <InspectorTiles
          {...{ picture, original }}
          tiles={state.tiles}
          pointedOut={choice.tile}
          onStart={explainTiles}
          onStop={stopTiles}
          onFile={chooseOriginal}
          onPointOut={(tile) => onChoose({ tile })}
        />
      );
    case 'layers':
      return (
        <InspectorLayers
          {...{ picture, original }}
          layers={state.layers}
          pick={choice.pick}
          onStart={explainLayers}
          onFile={chooseOriginal}
          onPick={(pick) => onChoose({ pick })}
        />
      );
  }
}
