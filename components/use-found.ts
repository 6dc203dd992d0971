import { useEffect, useState } from 'preact/hooks';
import type { Find } from './remember-found';

/** A host that is busy answers that there is nothing: then it is asked again, so long after. */
const againAfterMs = [1_000, 4_000];

/** What is found under a key, undefined while it is looked up, where there is nothing or nothing is asked. */
export function useFound<Found>(find: Find<Found>, key: string | undefined): Found | undefined {
  const [answer, setAnswer] = useState<{ key: string; found: Found }>();
  useEffect(() => {
    if (key === undefined) return undefined;
    const left = new AbortController();
    const { signal } = left;
    void findPatiently(() => find(key), signal).then((found) => {
      if (found !== undefined && !signal.aborted) setAnswer({ key, found });
    });
    return () => left.abort();
  }, [find, key]);
  return answer?.key === key ? answer?.found : undefined;
}

async function findPatiently<Found>(
  find: () => Promise<Found | undefined>,
  signal: AbortSignal,
): Promise<Found | undefined> {
  for (const waitMs of againAfterMs) {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    if (signal.aborted) return undefined;
  }
  return find();
}
