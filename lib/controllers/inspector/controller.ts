import type { InspectorActions, InspectorState } from '../../../components/inspector/inspector';
import { sensitivitySetting } from '../../settings/settings';
import { copyText } from '../copy-text';
import { explainLayers, explainTiles } from './explain';
import { findPicture } from './find';
import { Original } from './original';

interface InspectorOptions {
  /** The content hash of the file that was judged. */
  id: string;
  onChange: (state: InspectorState, actions: InspectorActions) => void;
  signal: AbortSignal;
}

/** Joins the inspector to the host, and tells its whole state after every change. */
export async function startInspector({ id, onChange, signal }: InspectorOptions): Promise<void> {
  let state: InspectorState = {
    finding: { status: 'finding' },
    sensitivity: await sensitivitySetting.get(),
    original: { status: 'notAsked' },
    layers: { status: 'notAsked' },
    tiles: { status: 'notAsked' },
    copying: 'idle',
  };
  const change = (part: Partial<InspectorState>) => {
    if (signal.aborted) return;
    state = { ...state, ...part };
    onChange(state, actions);
  };
  const original = new Original(id, (original) => change({ original }));
  let stopping = new AbortController();
  const actions: InspectorActions = {
    getOriginal: () => void original.get(),
    chooseOriginal: (file) => void original.choose(file),
    explainLayers: () => {
      if (state.layers.status === 'running') return;
      void explainLayers(original, (layers) => change({ layers }));
    },
    explainTiles: () => {
      if (isBusy(state.tiles)) return;
      stopping = new AbortController();
      const options = { known: state.tiles, signal: AbortSignal.any([signal, stopping.signal]) };
      void explainTiles(original, (tiles) => change({ tiles }), options);
    },
    stopTiles: () => stopping.abort(),
    copy: (text) => void copyText(text).then((copying) => change({ copying })),
  };
  change({});
  sensitivitySetting.watch((sensitivity) => change({ sensitivity }), signal);
  change({ finding: await findPicture(id) });
}

function isBusy({ status }: InspectorState['tiles']): boolean {
  return status === 'starting' || status === 'running';
}
