import type { Archive } from '../archive/archive';
import type { ClassifyRequest, Sender } from '../messaging/protocol';
import type {
  FoundRecord,
  HistoryPart,
  HistoryQuery,
  HistorySelection,
  Label,
  Place,
} from '../verdict/history';
import type { Judged } from './judging';
import type { ModelInUse } from './model-in-use';

/** A picture that was judged, and who asked for it. */
interface Met {
  asked: ClassifyRequest;
  sender: Sender;
}

/** What was judged, where and when, as far as the person wants it remembered. All but `note` are for our own pages. */
export interface History {
  /** Writes a picture down. Never fails: what cannot be remembered is still judged. */
  note(judged: Judged, met: Met): Promise<void>;
  findRecord(id: string): Promise<FoundRecord>;
  list(query: HistoryQuery): Promise<HistoryPart>;
  label(labelled: { id: string; label: Label | null }, sender: Sender): Promise<void>;
  delete(selection: HistorySelection): Promise<void>;
  /** Forgets what is older than so many days. */
  prune(age: { keepDays: number }): Promise<void>;
}

interface HistoryOptions {
  archive: Pick<
    Archive,
    | 'findNewestJudgement'
    | 'findRecord'
    | 'forget'
    | 'forgetBefore'
    | 'listRecords'
    | 'putLabel'
    | 'putSighting'
  >;
  inUse: Pick<ModelInUse, 'getCurrent'>;
}

const dayMs = 24 * 60 * 60 * 1000;
const pruneEveryMs = 60 * 60 * 1000;

/** Longer addresses are data, not places. */
const longestUrl = 2_048;
const longestText = 300;

/** Whether anything that is judged for a sender may go on disk. */
export function mayKeepTrace({ keepDays = 0, isPrivate }: Sender): boolean {
  return keepDays > 0 && !isPrivate;
}

export function createHistory({ archive, inUse }: HistoryOptions): History {
  let prunedAt = 0;
  let toldDays: number | undefined;

  async function pruneNowAndThen(keepDays: number): Promise<void> {
    if (Date.now() - prunedAt < pruneEveryMs) return;
    prunedAt = Date.now();
    await archive.forgetBefore(Date.now() - keepDays * dayMs);
  }

  /** The person has come to want nothing kept while it was judged. */
  function forgetJudged(): Promise<void> {
    return archive.forgetBefore(Date.now() + 1);
  }

  async function note(judged: Judged, met: Met): Promise<void> {
    if (!mayKeepTrace(met.sender)) return;
    try {
      if (toldDays === 0) {
        await forgetJudged();
        return;
      }
      await archive.putSighting({ judgement: judged.judgement, place: placeOf(judged, met) });
      await pruneNowAndThen(met.sender.keepDays ?? 0);
    } catch (error) {
      reportError(error);
    }
  }

  /** The judgement is that of the model in use, where it has one. */
  async function findRecord(id: string): Promise<FoundRecord> {
    const { memory } = await inUse.getCurrent();
    const [record, known] = await Promise.all([archive.findRecord(id), memory.find(id)]);
    return { record, judgement: known ?? (await archive.findNewestJudgement(id)) };
  }

  return {
    note,
    findRecord,
    list: (query) => archive.listRecords(query),
    async label(labelled, sender) {
      if (mayKeepTrace(sender)) await archive.putLabel(labelled);
    },
    delete: (selection) => archive.forget(selection),
    async prune({ keepDays }) {
      toldDays = keepDays;
      await archive.forgetBefore(Date.now() - keepDays * dayMs);
    },
  };
}

function placeOf({ url }: Judged, { asked, sender }: Met): Place {
  const { name = '', source } = asked;
  const seen = { seenAt: Date.now(), name: shorten(name), pictureUrl: addressOf(url) };
  if (source.kind === 'file') return { ...seen, kind: 'file', path: shorten(source.path) };
  const { page } = sender;
  if (!page) return { ...seen, kind: 'address' };
  return { ...seen, kind: 'page', url: page.url.slice(0, longestUrl), title: shorten(page.title) };
}

function addressOf(url: string | null): string | null {
  return url !== null && url.length <= longestUrl ? url : null;
}

function shorten(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
}
