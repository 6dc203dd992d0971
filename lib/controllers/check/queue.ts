import type { FileState } from '../../../components/check/checked-files';
import { findUnreadFormat } from '../../../components/check/unread-format';
import type { PictureSource } from '../../messaging/protocol';
import { send } from '../../messaging/send';
import { CheckError, type FailureCode } from '../../verdict/failure';

/** A picture that waits for its turn. */
export interface Errand {
  id: string;
  name: string;
  source: Extract<PictureSource, { kind: 'file' | 'url' }>;
}

export interface FileQueue {
  add(errands: Errand[]): void;
  /** Gives up all that was not checked yet. */
  cancel(): void;
  /** What went through since the queue was last empty, and what is left. */
  readonly progress: { startedAt: number; done: number; left: number };
}

interface QueueOptions {
  onState: (id: string, state: FileState) => void;
  signal: AbortSignal;
}

/** One is read while another is judged: more would only hold more files in memory. */
const atOnce = 2;

/** What is not decoded: then it helps to know what it is. */
const unread: readonly FailureCode[] = ['damaged', 'notAPicture', 'unsupportedFormat'];

/** Has pictures judged, a few at a time and after all that somebody looks at on a page; a lone one at once. */
export function createFileQueue({ onState, signal }: QueueOptions): FileQueue {
  let waiting: Errand[] = [];
  const running = new Map<Errand, AbortController>();
  let progress = { startedAt: 0, done: 0 };

  function add(errands: Errand[]): void {
    if (waiting.length + running.size === 0) progress = { startedAt: Date.now(), done: 0 };
    waiting = [...waiting, ...errands];
    startNext();
  }

  function startNext(): void {
    while (running.size < atOnce && !signal.aborted) {
      const next = waiting.shift();
      if (!next) return;
      void run(next);
    }
  }

  async function run(errand: Errand): Promise<void> {
    const given = new AbortController();
    const isAlone = waiting.length + running.size === 0;
    running.set(errand, given);
    onState(errand.id, { status: 'checking' });
    const stop = AbortSignal.any([signal, given.signal]);
    const state = await judge(errand, { priority: isAlone ? 'asked' : 'near', signal: stop });
    if (!running.delete(errand)) return;
    progress.done += 1;
    onState(errand.id, state);
    startNext();
  }

  function cancel(): void {
    const given = [...running.values()];
    waiting = [];
    running.clear();
    for (const each of given) each.abort();
  }

  return {
    add,
    cancel,
    get progress() {
      return { ...progress, left: waiting.length + running.size };
    },
  };
}

interface JudgeOptions {
  priority: 'asked' | 'near';
  signal: AbortSignal;
}

async function judge(
  { name, source }: Errand,
  { priority, signal }: JudgeOptions,
): Promise<FileState> {
  const requestId = crypto.randomUUID();
  const drop = () =>
    void send('host', 'dropImages', { requestIds: [requestId] }).catch(reportError);
  signal.addEventListener('abort', drop, { once: true });
  try {
    const judgement = await send('host', 'classifyImage', { requestId, name, source, priority });
    const { contentHash, score, picture, model } = judgement;
    return { status: 'judged', contentHash, score, picture, model };
  } catch (error) {
    if (!(error instanceof CheckError)) throw error;
    return { status: 'failed', code: error.code, format: await formatOf(source, error.code) };
  } finally {
    signal.removeEventListener('abort', drop);
  }
}

/** A file that cannot even be read any more is of no known format. */
async function formatOf(source: Errand['source'], code: FailureCode) {
  if (source.kind !== 'file' || !unread.includes(code)) return undefined;
  const format = await findUnreadFormat(source.file, source.path).catch(() => undefined);
  return format ?? (code === 'notAPicture' ? 'other' : undefined);
}
