import type { PictureSource } from '../messaging/protocol';
import type { PageJudgement } from '../verdict/judgement';
import type { Undecided } from './choices';
import { createInferences, type Scored } from './inferences';
import type { ModelInUse } from './model-in-use';
import type { OpenRequest } from './open-request';
import { createSources, listCandidates, type Content, type Search } from './sources';

/** `url` is the address of the file that was scored, null where it has none. */
export interface Judged {
  judgement: PageJudgement;
  url: string | null;
}

/** Judges one picture from whichever of its files counts. @throws CheckError */
export type Judging = (source: PictureSource, request: OpenRequest) => Promise<Judged>;

interface Options {
  inUse: Pick<ModelInUse, 'getCurrent' | 'inTurn'>;
  /** Hears of every file that is got for a request; may throw what ends it. */
  hold: (file: Content, request: OpenRequest) => void;
}

/** A picture of which the file that the page shows is here. */
interface Wanted extends Undecided {
  source: PictureSource;
}

/** What was judged before is answered at once, without the model and without a download more than it takes to know it again. */
export function createJudging({ inUse, hold }: Options): Judging {
  const sources = createSources();
  const inferences = createInferences({ inUse });

  /** Which file counts, where that is certain, and what was judged of it. */
  async function findKnown(wanted: Wanted): Promise<Partial<Scored>> {
    const { memory } = await inUse.getCurrent();
    const { shown, source, keepsTrace } = wanted;
    const mayBeLarger = listCandidates(source).length > 0;
    const choice = mayBeLarger ? await memory.findChoice(wanted) : ({ source: 'shown' } as const);
    if (!choice) return {};
    const { contentHash } = choice.source === 'larger' ? choice : shown;
    const judgement = await memory.find(contentHash, { keepsTrace });
    return { choice, ...(judgement && { judgement }) };
  }

  /** Where there is no larger file, none is looked for soon again; there may be one after the next start of this context. */
  async function findLarger(wanted: Wanted, request: OpenRequest): Promise<Search> {
    const search = await sources.findLarger(wanted.source, request);
    if (search.larger) hold(search.larger, request);
    else if (!search.isOpen) {
      const { memory } = await inUse.getCurrent();
      await memory.keepChoice({ ...wanted, keepsTrace: false }, { source: 'shown' });
    }
    return search;
  }

  async function judge(wanted: Wanted, request: OpenRequest): Promise<Judged> {
    const { shown } = wanted;
    const { choice, judgement } = await findKnown(wanted);
    if (choice && judgement) return describe({ choice, judgement }, { shown });
    const search = choice?.source === 'shown' ? undefined : await findLarger(wanted, request);
    const files = { ...wanted, larger: search?.larger };
    request.moveAhead = (priority) => inferences.raise(files, priority);
    const { priority, dropping } = request;
    const scored = await inferences.infer(files, { priority, signal: dropping.signal });
    return describe(scored, { shown, search });
  }

  return async (source, request) => {
    const shown = await sources.getShown(source, request);
    hold(shown, request);
    const { keepsTrace } = request;
    const key = keyOf({ shown, source, keepsTrace });
    return judge({ key, shown, source, keepsTrace }, request);
  };
}

/** What is remembered and what is not must not share one piece of work. */
function keyOf({ shown, source, keepsTrace }: Omit<Wanted, 'key'>): string {
  const trace = keepsTrace ? 'traced' : 'untraced';
  return [trace, shown.contentHash, ...listCandidates(source)].join(' ');
}

/** What was got for a check: the file that the page shows, and what came of looking for a larger one. */
interface Got {
  shown: Content;
  search?: Search | undefined;
}

/** Without the preview, which a page has no use for. */
function describe({ judgement, choice }: Scored, got: Got): Judged {
  const { contentHash, model, score, heatmap, judgedAt } = judgement;
  const { shown } = got;
  const isLarger = choice.source === 'larger';
  const fetchedBytes = sumFetched(got);
  const source = {
    source: choice.source,
    shown: isLarger ? choice.shown : null,
    origin: isLarger ? ('url' as const) : shown.origin,
    ...(fetchedBytes !== undefined && { fetchedBytes }),
  };
  const picture = { ...judgement.picture, ...source };
  const { url } = isLarger ? choice : shown;
  return { judgement: { contentHash, model, score, heatmap, judgedAt, picture }, url };
}

/** Files that were of no use are counted too. */
function sumFetched({ shown, search }: Got): number | undefined {
  if (shown.fetchedBytes === undefined || !search) return shown.fetchedBytes;
  return shown.fetchedBytes + (search.larger?.fetchedBytes ?? 0) + search.wastedBytes;
}
