import type { HeadAttention, HeadChoice, TileScores } from '../../lib/verdict/closer-look';
import type { FailureCode } from '../../lib/verdict/failure';
import type { Judgement } from '../../lib/verdict/judgement';
import type { ModelCard, Sensitivity } from '../../lib/verdict/model';

/** What of a picture is shown over it. */
export type InspectorView = 'rollout' | 'layers' | 'tiles';

/** A picture that was judged. Addresses are null where none is known. */
export interface InspectedPicture {
  name: string;
  judgement: Judgement;
  pictureUrl: string | null;
  page: { url: string; title: string } | null;
}

export interface InspectorState {
  finding:
    { status: 'finding' } | { status: 'missing' } | { status: 'found'; picture: InspectedPicture };
  sensitivity: Sensitivity;
  original: OriginalState;
  layers: LayersState;
  tiles: TilesState;
  copying: 'idle' | 'copied' | 'failed';
}

/** The very file that was judged, of which only a small copy is kept. `unknown`: nobody knows where to get it. */
export type OriginalState =
  | { status: 'notAsked' | 'getting' | 'unknown' | 'otherFile' }
  | { status: 'here'; file: Blob }
  | { status: 'failed'; code: FailureCode };

/** `model` is the one in use, which need not be the one that judged. */
export type LayersState =
  | { status: 'notAsked' | 'running' }
  | { status: 'done'; attention: HeadAttention | null; model: ModelCard }
  | { status: 'failed'; code: FailureCode };

export type TilesState =
  | { status: 'notAsked' | 'starting' }
  | ({ status: 'running' | 'stopped' | 'done' } & TileScores & { model: ModelCard })
  | { status: 'failed'; code: FailureCode };

export interface InspectorActions {
  /** Gets the file, so that it can be shown in full. */
  getOriginal: () => void;
  /** The person's own copy of the file. */
  chooseOriginal: (file: File) => void;
  explainLayers: () => void;
  explainTiles: () => void;
  stopTiles: () => void;
  copy: (text: string) => void;
}

/** What a person chose to see. `tile` is the place of the one that is pointed out. */
export interface InspectorChoice {
  view: InspectorView;
  /** From 0 to 1. */
  opacity: number;
  pick: HeadChoice;
  tile: number | undefined;
}
