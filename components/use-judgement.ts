import { useEffect, useState } from 'preact/hooks';
import type { Judgement } from '../lib/verdict/judgement';
import type { FindJudgement } from './picture';

/** The stored judgement of a content, undefined while it is looked up, where there is none or nothing is asked. */
export function useJudgement(
  findJudgement: FindJudgement,
  contentHash: string | undefined,
): Judgement | undefined {
  const [judgement, setJudgement] = useState<Judgement>();
  useEffect(() => {
    if (contentHash === undefined) return undefined;
    let isCurrent = true;
    void findJudgement(contentHash).then((found) => isCurrent && setJudgement(found));
    return () => {
      isCurrent = false;
    };
  }, [findJudgement, contentHash]);
  return judgement?.contentHash === contentHash ? judgement : undefined;
}
