import { formatCount } from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import type { HeadAttention, HeadChoice } from '../../lib/verdict/closer-look';
import { failureKey } from '../../lib/verdict/describe';
import { Button } from '../Button';
import { ChoiceGroup } from '../ChoiceGroup';
import { HeatScale } from './HeatScale';
import type { InspectedPicture, LayersState, OriginalState } from './inspector';
import { OriginalNotice } from './OriginalNotice';
import { OtherModelNotice } from './OtherModelNotice';
import { RangeField } from './RangeField';

interface InspectorLayersProps {
  picture: InspectedPicture;
  original: OriginalState;
  layers: LayersState;
  pick: HeadChoice;
  onStart: () => void;
  onFile: (file: File) => void;
  onPick: (pick: HeadChoice) => void;
}

/** Which layer and head shows where it looked. */
export function InspectorLayers(props: InspectorLayersProps) {
  const { picture, original, layers, onStart, onFile } = props;
  if (layers.status === 'done') {
    return layers.attention ? (
      <>
        <OtherModelNotice judged={picture.judgement.model} explained={layers.model} />
        <Picker {...props} attention={layers.attention} />
      </>
    ) : (
      <p>{translate('picture_attention_none')}</p>
    );
  }
  return (
    <>
      <p>{translate('inspector_layers_explanation')}</p>
      <OriginalNotice picture={picture} original={original} onFile={onFile} />
      {layers.status === 'failed' && <p role="alert">{translate(failureKey(layers.code))}</p>}
      <div>
        <Button kind="primary" disabled={layers.status === 'running'} onClick={onStart}>
          {translate(
            layers.status === 'running' ? 'inspector_layers_running' : 'inspector_layers_start',
          )}
        </Button>
      </div>
    </>
  );
}

interface PickerProps extends Pick<InspectorLayersProps, 'pick' | 'onPick'> {
  attention: HeadAttention;
}

function Picker({ attention, pick, onPick }: PickerProps) {
  const { layers, heads } = attention;
  const place = [formatCount(pick.layer + 1), formatCount(layers)] as const;
  const ofHead = (head: number) => ({ value: String(head), label: formatCount(head + 1) });
  const all = { value: 'mean', label: translate('inspector_layers_all') };
  return (
    <>
      <RangeField
        label={translate('inspector_layers_layer')}
        min={1}
        max={layers}
        step={1}
        value={pick.layer + 1}
        text={translate('inspector_layers_place', ...place)}
        onChange={(layer) => onPick({ ...pick, layer: layer - 1 })}
      />
      <ChoiceGroup
        legend={translate('inspector_layers_head')}
        choices={[all, ...Array.from({ length: heads }, (_, head) => ofHead(head))]}
        chosen={String(pick.head)}
        onChoose={(head) => onPick({ ...pick, head: head === 'mean' ? 'mean' : Number(head) })}
      />
      <HeatScale
        less={translate('inspector_rollout_less')}
        more={translate('inspector_rollout_more')}
      />
      <p>{translate('inspector_layers_is')}</p>
      <p>
        <strong>{translate('inspector_layers_isNot')}</strong>
      </p>
    </>
  );
}
