import type { ModelListing } from './protocol';
import { send } from './send';

const askAgainAfterMs = 500;

/** In our own pages: calls `onModels` with every model now and about twice a second, until `signal` aborts. */
export function watchModels(onModels: (models: ModelListing[]) => void, signal: AbortSignal): void {
  const ask = async () => {
    const models = await findModels();
    if (signal.aborted) return;
    if (models) onModels(models);
    setTimeout(() => void ask(), askAgainAfterMs);
  };
  if (!signal.aborted) void ask();
}

/** A host that does not answer yet is asked again. */
async function findModels(): Promise<ModelListing[] | undefined> {
  try {
    return await send('host', 'listModels', {});
  } catch {
    return undefined;
  }
}
