import { send } from '../messaging/send';
import type { Picture } from './ask/pictures';

/** Opens the inspector for a picture that is judged; for others there is none. */
export function inspect({ state }: Pick<Picture, 'state'>): void {
  if (state.status !== 'judged') return;
  const { contentHash } = state.judgement;
  // Without the extension there is no inspector either.
  send('background', 'openInspector', { id: contentHash }).catch(() => undefined);
}
