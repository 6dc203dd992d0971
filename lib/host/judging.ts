import type { PictureSource } from '../messaging/protocol';
import type { PageJudgement } from '../verdict/judgement';
import { createChoices, type Choice } from './choices';
import { createInferences, type Scored } from './inferences';
import type { ModelInUse } from './model-in-use';
import type { OpenRequest } from './open-request';
import { createSources, type Content } from './sources';

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

/** Pages name no more. */
const mostCandidates = 3;

/** A picture of which the file that the page shows is here. `key` tells it from others, with where its larger files are. */
interface Wanted {
  key: string;
  shown: Content;
  candidates: readonly string[];
  keepsTrace: boolean;
}

/** What was judged before is answered at once, without the model and without a download more than it takes to know it again. */
export function createJudging({ inUse, hold }: Options): Judging {
  const choices = createChoices();
  const sources = createSources();
  const inferences = createInferences({ inUse, choices });

  async function findJudged(
    choice: Choice,
    { shown, keepsTrace }: Wanted,
  ): Promise<Scored | undefined> {
    const { memory } = await inUse.getCurrent();
    const { contentHash } = choice.source === 'larger' ? choice : shown;
    const judgement = await memory.find(contentHash, { keepsTrace });
    return judgement && { judgement, choice };
  }

  /** A larger file that cannot be had is no reason to fail; where there certainly is none, it is not looked for again. */
  async function findLarger(
    { key, candidates }: Wanted,
    request: OpenRequest,
  ): Promise<Content | undefined> {
    try {
      const larger = await sources.findLarger(candidates, request);
      if (larger) hold(larger, request);
      else choices.keep(key, { source: 'shown' });
      return larger;
    } catch {
      request.dropping.signal.throwIfAborted();
      return undefined;
    }
  }

  async function judge(wanted: Wanted, request: OpenRequest): Promise<Judged> {
    const { key, shown, candidates, keepsTrace } = wanted;
    const known: Choice | undefined =
      candidates.length > 0 ? choices.find(key) : { source: 'shown' };
    const judged = known && (await findJudged(known, wanted));
    if (judged) return describe(judged, [shown]);
    const mayBeLarger = known?.source !== 'shown';
    const larger = mayBeLarger ? await findLarger(wanted, request) : undefined;
    const files = { key, shown, larger, keepsTrace };
    request.moveAhead = (priority) => inferences.raise(files, priority);
    const { priority, dropping } = request;
    const scored = await inferences.infer(files, { priority, signal: dropping.signal });
    return describe(scored, larger ? [shown, larger] : [shown]);
  }

  return async (source, request) => {
    const shown = await sources.getShown(source, request);
    hold(shown, request);
    const candidates =
      source.kind === 'url' ? (source.candidates ?? []).slice(0, mostCandidates) : [];
    const wanted = { shown, candidates, keepsTrace: request.keepsTrace };
    return judge({ key: keyOf(wanted), ...wanted }, request);
  };
}

/** What is remembered and what is not must not share one piece of work. */
function keyOf({ shown, candidates, keepsTrace }: Omit<Wanted, 'key'>): string {
  return [keepsTrace ? 'traced' : 'untraced', shown.contentHash, ...candidates].join(' ');
}

/** Without the preview, which a page has no use for. `files` were got for this check, the one that the page shows first. */
function describe({ judgement, choice }: Scored, files: [Content, ...Content[]]): Judged {
  const { contentHash, model, score, heatmap, judgedAt } = judgement;
  const source = {
    source: choice.source,
    shown: choice.source === 'larger' ? choice.shown : null,
    origin: choice.source === 'larger' ? ('url' as const) : files[0].origin,
    fetchedBytes: files.reduce((sum, file) => sum + file.fetchedBytes, 0),
  };
  const picture = { ...judgement.picture, ...source };
  const { url } = choice.source === 'larger' ? choice : files[0];
  return { judgement: { contentHash, model, score, heatmap, judgedAt, picture }, url };
}
