/** What this room needs of WXT's content script context. */
export interface Run {
  readonly isInvalid: boolean;
  onInvalidated(callback: () => void): unknown;
  setInterval(handler: () => void, timeoutMs: number): unknown;
}

/** How long the code of one document lives. */
export interface Lifetime {
  signal: AbortSignal;
  /** True once the extension was updated, reloaded or removed, even if nobody has told us yet. */
  isOver(): boolean;
}

interface World {
  candidFollow?: (run: Run) => void;
}

const orphanCheckMs = 2000;

/**
 * Claims the document for one run of the content script, and answers how long that run lives.
 *
 * A second run in the same isolated world gets undefined and must do nothing. WXT tells the first run of every later
 * one and calls it invalid; a run of our own world is merely followed, one of a newer extension ends this one.
 */
export function claimDocument(run: Run, world: World = globalThis as World): Lifetime | undefined {
  if (world.candidFollow) {
    world.candidFollow(run);
    return undefined;
  }
  const ended = new AbortController();
  let followed = run;
  const follow = (next: Run) => {
    followed = next;
    // The successor of our own world is followed later in the same task, so a microtask knows whether there is one.
    next.onInvalidated(() =>
      queueMicrotask(() => {
        if (followed === next) ended.abort();
      }),
    );
    // WXT looks whether the extension is still there before each call of the handler.
    next.setInterval(() => undefined, orphanCheckMs);
  };
  world.candidFollow = follow;
  follow(run);
  return { signal: ended.signal, isOver: () => followed.isInvalid };
}
