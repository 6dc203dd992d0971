import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { translate } from '../../lib/language/translate';
import type { Region } from '../../lib/verdict/judgement';
import { paintLayer, type HeatLayer } from './heat-layer';
import type { OriginalState } from './inspector';
import { useObjectUrl } from '../use-object-url';
import './InspectorStage.css';

interface InspectorStageProps {
  name: string;
  preview: Blob;
  original: OriginalState;
  layer: HeatLayer | undefined;
  /** From 0 to 1. */
  opacity: number;
  frame: Region | undefined;
  /** The displayed picture's width by its height, as soon as it is known. */
  aspect: number | undefined;
  onAspect: (aspect: number) => void;
  onGetOriginal: () => void;
}

/** The picture, as large as there is room, and over it what a person chose to see. */
export function InspectorStage(props: InspectorStageProps) {
  const { name, preview, original, layer, opacity, frame, aspect, onAspect } = props;
  const url = useObjectUrl(original.status === 'here' ? original.file : preview);
  return (
    <div class="inspector-stage">
      <div class="inspector-stage__picture" style={{ '--aspect': aspect ?? 1 }}>
        {url && (
          <img
            src={url}
            alt={name}
            onLoad={({ currentTarget }) =>
              onAspect(currentTarget.naturalWidth / currentTarget.naturalHeight)
            }
          />
        )}
        {aspect !== undefined && layer && <Heat layer={layer} opacity={opacity} />}
        {aspect !== undefined && frame && (
          <div class="inspector-stage__frame" style={placeOf(frame)} />
        )}
      </div>
      <SmallCopy original={original} onGetOriginal={props.onGetOriginal} />
    </div>
  );
}

function Heat({ layer, opacity }: { layer: HeatLayer; opacity: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context) paintLayer(context, layer);
  }, [layer]);
  const style = useMemo(() => ({ ...placeOf(layer.region), opacity }), [layer, opacity]);
  return <canvas ref={canvas} class="inspector-stage__heat" style={style} aria-hidden="true" />;
}

function SmallCopy({
  original,
  onGetOriginal,
}: Pick<InspectorStageProps, 'original' | 'onGetOriginal'>) {
  const { status } = original;
  if (status === 'here') return null;
  return (
    <p class="inspector-stage__copy">
      {translate('inspector_smallCopy')}{' '}
      {(status === 'notAsked' || status === 'getting') && (
        <button type="button" aria-disabled={status === 'getting'} onClick={onGetOriginal}>
          {translate(status === 'getting' ? 'inspector_getting' : 'inspector_getFull')}
        </button>
      )}
    </p>
  );
}

function placeOf({ x, y, width, height }: Region) {
  const percent = (fraction: number) => `${fraction * 100}%`;
  return { left: percent(x), top: percent(y), width: percent(width), height: percent(height) };
}
