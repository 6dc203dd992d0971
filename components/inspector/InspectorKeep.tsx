import { useState } from 'preact/hooks';
import { translate } from '../../lib/language/translate';
import type { Region } from '../../lib/verdict/judgement';
import { Button } from '../Button';
import { composePicture } from './compose-picture';
import type { HeatLayer } from './heat-layer';
import { writeInspection } from './inspection-json';
import { captionsOf, writeInspectionText } from './inspection-text';
import type { InspectedPicture, InspectorChoice, InspectorState } from './inspector';
import { saveFile } from '../save-file';
import './InspectorKeep.css';

interface InspectorKeepProps {
  picture: InspectedPicture;
  state: InspectorState;
  layer: HeatLayer | undefined;
  frame: Region | undefined;
  choice: InspectorChoice;
  onCopy: (text: string) => void;
}

/** Ways to take along what is shown: as text, as a picture, as data. */
export function InspectorKeep(props: InspectorKeepProps) {
  const { picture, state, onCopy } = props;
  const [hasFailed, setFailed] = useState(false);
  const { sensitivity } = state;
  const savePicture = () => {
    setFailed(false);
    void drawPicture(props).then(
      (image) => saveFile(fileOf(image, `${fileNameOf(picture)}.png`)),
      () => setFailed(true),
    );
  };
  const saveFacts = () => {
    const json = new Blob([writeInspection(picture, state)], { type: 'application/json' });
    saveFile(fileOf(json, `${fileNameOf(picture)}.json`));
  };
  return (
    <div class="inspector-keep">
      <p role="status">
        {state.copying === 'copied' && translate('health_copied')}
        {state.copying === 'failed' && translate('health_copy_failed')}
        {hasFailed && translate('inspector_savePicture_failed')}
      </p>
      <Button onClick={() => onCopy(writeInspectionText(picture, sensitivity))}>
        {translate('inspector_copy')}
      </Button>
      <Button onClick={savePicture}>{translate('inspector_savePicture')}</Button>
      <Button onClick={saveFacts}>{translate('inspector_saveFacts')}</Button>
    </div>
  );
}

async function drawPicture({ picture, state, layer, frame, choice }: InspectorKeepProps) {
  const { original, sensitivity } = state;
  const file = original.status === 'here' ? original.file : picture.judgement.preview;
  const captions = captionsOf(picture, { sensitivity, view: choice.view });
  return composePicture({ file, layer, opacity: choice.opacity, frame, captions });
}

function fileOf(blob: Blob, name: string): File {
  return new File([blob], name, { type: blob.type });
}

/** The picture's name, as far as a file may have it. */
function fileNameOf({ name, judgement }: InspectedPicture): string {
  const plain = name
    .replace(/\.\w{3,4}$/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60);
  return `candid-${plain.replace(/^-|-$/g, '') || judgement.contentHash.slice(0, 12)}`;
}
