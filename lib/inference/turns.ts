import { CheckError } from '../verdict/failure';

/** Runs work that must not overlap, in the order in which it was asked for. */
export interface Turns {
  take<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Work that a picture is waiting for: whatever runs in gaps gives up. */
  takeForPictures<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Answers how to take turns for the steps of something that nobody waits for. */
  openGap(): Gap;
}

/** Takes a turn for one step. Throws CheckError (`dropped`) once pictures were asked for after the gap was opened. */
export type Gap = <Value>(step: () => Promise<Value>) => Promise<Value>;

export function createTurns(): Turns {
  let lastTurn: Promise<unknown> = Promise.resolve();
  let askedForPictures = 0;

  function take<Value>(work: () => Promise<Value>): Promise<Value> {
    const outcome = lastTurn.then(work);
    lastTurn = outcome.catch(() => undefined);
    return outcome;
  }

  function takeForPictures<Value>(work: () => Promise<Value>): Promise<Value> {
    askedForPictures += 1;
    return take(work);
  }

  function openGap(): Gap {
    const openedAt = askedForPictures;
    return async (step) => {
      await letMessagesIn();
      return take(() => {
        if (askedForPictures === openedAt) return step();
        throw new CheckError('dropped', 'Pictures were asked for meanwhile');
      });
    };
  }

  return { take, takeForPictures, openGap };
}

/** A pass on WASM keeps the thread to itself: what was asked meanwhile arrives with the next task. */
function letMessagesIn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
