import type { Classification } from '../inference/protocol';
import type {
  ClassifyRequest,
  DropSelection,
  PictureSource,
  Priority,
  Sender,
} from '../messaging/protocol';
import { CheckError } from '../verdict/failure';
import type { Judgement, Origin } from '../verdict/judgement';
import type { ModelCard } from '../verdict/model';
import { hashContent } from './content-hash';
import type { Engine } from './engine';
import type { Memory } from './memory';
import { checkSize, fetchPicture } from './picture-bytes';
import { createSharedQueue } from './shared-queue';

/** Every picture that somebody waits for, from the request to its answer. */
export interface Checks {
  /** @throws CheckError when the picture could not be checked, `dropped` when it was given up. */
  check(request: ClassifyRequest, sender: Sender): Promise<Judgement>;
  drop(selection: DropSelection): void;
}

interface ChecksOptions {
  engine: Pick<Engine, 'classify'>;
  memory: Memory;
  model: ModelCard;
}

interface OpenRequest {
  requestId: string;
  tabId: number | undefined;
  dropping: AbortController;
}

interface Interest {
  priority: Priority;
  signal: AbortSignal;
}

interface Content {
  bytes: ArrayBuffer;
  contentHash: string;
  origin: Origin;
}

const fetchesAtOnce = 4;

/** A picture already uses every thread of the engine. */
const inferencesAtOnce = 1;

export function createChecks({ engine, memory, model }: ChecksOptions): Checks {
  const requests = new Set<OpenRequest>();
  const fetches = createSharedQueue<ArrayBuffer>(fetchesAtOnce);
  const inferences = createSharedQueue<Judgement>(inferencesAtOnce);

  async function check(
    { requestId, source, priority }: ClassifyRequest,
    { tabId }: Sender,
  ): Promise<Judgement> {
    const request = { requestId, tabId, dropping: new AbortController() };
    requests.add(request);
    try {
      return await judge(source, { priority, signal: request.dropping.signal });
    } finally {
      requests.delete(request);
    }
  }

  async function judge(source: PictureSource, interest: Interest): Promise<Judgement> {
    const bytes = await getBytes(source, interest);
    const contentHash = await hashContent(bytes);
    const origin = originOf(source);
    const work = () => infer({ bytes, contentHash, origin });
    const judgement =
      (await memory.find(contentHash)) ??
      (await inferences.join(contentHash, { ...interest, work }));
    return { ...judgement, picture: { ...judgement.picture, origin } };
  }

  async function getBytes(source: PictureSource, interest: Interest): Promise<ArrayBuffer> {
    if (source.kind === 'bytes') {
      checkSize(source.bytes.byteLength);
      return source.bytes;
    }
    const work = (signal: AbortSignal) => fetchPicture(source.url, { signal });
    return fetches.join(source.url, { ...interest, work });
  }

  /** Looks into the memory once more: the picture may have been judged while this one waited for its turn. */
  async function infer(content: Content): Promise<Judgement> {
    const known = await memory.find(content.contentHash);
    if (known) return known;
    const classification = await engine.classify(content.bytes);
    const judgement = { ...describe(content, classification), model };
    await memory.keep(judgement, classification.embedding);
    return judgement;
  }

  function drop(selection: DropSelection): void {
    for (const request of requests) {
      if (!isSelected(request, selection)) continue;
      request.dropping.abort(new CheckError('dropped', 'Nobody waits for it any more'));
    }
  }

  return { check, drop };
}

function describe(
  { bytes, contentHash, origin }: Content,
  { score, heatmap, width, height, format, region, preview }: Classification,
): Omit<Judgement, 'model'> {
  const picture = { origin, width, height, format, sizeInBytes: bytes.byteLength, region };
  return { contentHash, score, heatmap, picture, preview, judgedAt: Date.now() };
}

function originOf(source: PictureSource): Origin {
  if (source.kind === 'bytes') return source.origin;
  return source.url.startsWith('data:') ? 'data' : 'url';
}

function isSelected({ requestId, tabId }: OpenRequest, selection: DropSelection): boolean {
  if ('tabId' in selection) return tabId === selection.tabId;
  return selection.requestIds.includes(requestId);
}
