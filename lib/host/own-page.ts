import { browser } from '../browser';
import type { Sender } from '../messaging/protocol';
import { CheckError } from '../verdict/failure';

type Answer = (args: never, sender: Sender) => unknown;

/**
 * The same answers, for our own pages only: a content script runs in the process of a page, which may have been taken over.
 * Others get a CheckError, `refused`.
 */
export function forOwnPages<Answers extends Record<string, Answer>>(answers: Answers): Answers {
  const guarded = Object.entries<Answer>(answers).map(([name, answer]) => {
    const refuseOthers: Answer = (args, sender) => {
      expectOwnPage(sender);
      return answer(args, sender);
    };
    return [name, refuseOthers];
  });
  return Object.fromEntries(guarded) as Answers;
}

function expectOwnPage({ url }: Sender): void {
  if (url?.startsWith(browser.runtime.getURL('/'))) return;
  throw new CheckError('refused', `Expected a page of ours, got ${url ?? 'none'}`);
}
