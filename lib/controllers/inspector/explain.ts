import type { LayersState, TilesState } from '../../../components/inspector/inspector';
import { send } from '../../messaging/send';
import { CheckError } from '../../verdict/failure';
import type { Original } from './original';

/** So many take a slow machine a few seconds, and other pictures get their turn in between. */
const tilesPerTurn = 4;

/** Has every layer and head tell where it looks in the original. */
export async function explainLayers(
  original: Pick<Original, 'get'>,
  onChange: (layers: LayersState) => void,
): Promise<void> {
  onChange({ status: 'running' });
  const file = await original.get();
  if (!file) {
    onChange({ status: 'notAsked' });
    return;
  }
  try {
    const bytes = await file.arrayBuffer();
    onChange({ status: 'done', ...(await send('host', 'explainLayers', { bytes })) });
  } catch (error) {
    onChange({ status: 'failed', code: codeOf(error) });
  }
}

interface TilesOptions {
  /** What was judged before it was stopped. */
  known: TilesState;
  signal: AbortSignal;
}

/** Has the original judged square by square, from where it was stopped, and tells after every few. */
export async function explainTiles(
  original: Pick<Original, 'get'>,
  onChange: (tiles: TilesState) => void,
  { known, signal }: TilesOptions,
): Promise<void> {
  if (!('tiles' in known)) onChange({ status: 'starting' });
  const file = await original.get();
  if (!file) {
    onChange({ status: 'notAsked' });
    return;
  }
  let state = known;
  try {
    const bytes = await file.arrayBuffer();
    do {
      state = await goOn(state, bytes);
      if (signal.aborted && state.status === 'running') state = { ...state, status: 'stopped' };
      onChange(state);
    } while (state.status === 'running');
  } catch (error) {
    onChange({ status: 'failed', code: codeOf(error) });
  }
}

async function goOn(state: TilesState, bytes: ArrayBuffer): Promise<TilesState> {
  const before = 'tiles' in state ? state.tiles : [];
  const part = { bytes, from: before.length, count: tilesPerTurn };
  const { tiles, ...answer } = await send('host', 'explainTiles', part);
  const all = [...before, ...tiles];
  const isDone = tiles.length === 0 || all.length >= answer.total;
  return { ...answer, status: isDone ? 'done' : 'running', tiles: all };
}

function codeOf(error: unknown) {
  if (error instanceof CheckError) return error.code;
  throw error;
}
