import { useMemo, useState } from 'preact/hooks';
import { translate } from '../../lib/language/translate';
import { BrandHeader } from '../BrandHeader';
import { findFrame, findHeatLayer } from './heat-layer';
import type {
  InspectedPicture,
  InspectorActions,
  InspectorChoice,
  InspectorState,
} from './inspector';
import { InspectorFacts } from './InspectorFacts';
import { InspectorKeep } from './InspectorKeep';
import { InspectorReading } from './InspectorReading';
import { InspectorStage } from './InspectorStage';
import { InspectorViews } from './InspectorViews';
import './InspectorPage.css';

interface InspectorPageProps {
  state: InspectorState;
  actions: InspectorActions;
}

/** One judged picture, large, with all that can be told of how the model came to its score. */
export function InspectorPage({ state, actions }: InspectorPageProps) {
  const { finding } = state;
  if (finding.status === 'found') {
    return <Inspection picture={finding.picture} state={state} actions={actions} />;
  }
  return (
    <div class="inspector-page">
      <BrandHeader page={translate('inspector_heading')} />
      <main>
        <div class="inspector-page__empty" role="status">
          {finding.status === 'missing' ? (
            <>
              <h2 class="inspector-page__missing">{translate('inspector_missing')}</h2>
              <p>{translate('inspector_missing_how')}</p>
            </>
          ) : (
            <p>{translate('inspector_finding')}</p>
          )}
        </div>
      </main>
    </div>
  );
}

const firstChoice: InspectorChoice = {
  view: 'rollout',
  opacity: 0.8,
  pick: { layer: 0, head: 'mean' },
  tile: undefined,
};

interface InspectionProps extends InspectorPageProps {
  picture: InspectedPicture;
}

function Inspection({ picture, state, actions }: InspectionProps) {
  const [choice, setChoice] = useState(firstChoice);
  const [aspect, setAspect] = useState<number>();
  const { judgement, name } = picture;
  const { layers, tiles } = state;
  const { view, pick } = choice;
  const layer = useMemo(
    () => findHeatLayer({ picture, view, pick, layers, tiles, aspect: aspect ?? 1 }),
    [picture, view, pick, layers, tiles, aspect],
  );
  const frame = findFrame({ picture, tiles, choice });
  const choose = (part: Partial<InspectorChoice>) => setChoice({ ...choice, ...part });
  return (
    <div class="inspector-page">
      <BrandHeader page={translate('inspector_heading')}>
        <InspectorKeep {...{ picture, state, layer, frame, choice }} onCopy={actions.copy} />
      </BrandHeader>
      <main class="inspector-page__main">
        <InspectorStage
          {...{ name, layer, frame, aspect }}
          preview={judgement.preview}
          original={state.original}
          opacity={choice.opacity}
          onAspect={setAspect}
          onGetOriginal={actions.getOriginal}
        />
        <div class="inspector-page__panel">
          <InspectorReading picture={picture} sensitivity={state.sensitivity} />
          <InspectorViews {...{ picture, state, actions, choice }} onChoose={choose} />
          <InspectorFacts picture={picture} />
        </div>
      </main>
    </div>
  );
}
