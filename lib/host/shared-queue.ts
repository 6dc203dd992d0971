import PQueue from 'p-queue';
import type { Priority } from '../messaging/protocol';
import { untilAborted } from './waiting';

/** A piece of work and who waits for it. */
export interface Wish<Value> {
  priority: Priority;
  signal: AbortSignal;
  /** Gets a signal that aborts once nobody waits any more, and the highest priority of all who wait when it starts. */
  work: (signal: AbortSignal, priority: Priority) => Promise<Value>;
}

/** A queue in which wishes with the same key share one piece of work. */
export interface SharedQueue<Value> {
  /** Settles as the work does, or rejects with what `signal` was aborted with. */
  join(key: string, wish: Wish<Value>): Promise<Value>;
  /** Makes the work for a key, if it still waits, as urgent as a new wish of that priority. */
  raise(key: string, priority: Priority): void;
  /** The keys of all work of that priority which has not started, in the order in which it will. */
  listWaiting(priority: Priority): string[];
}

interface Job<Value> {
  id: string;
  urgency: number;
  abandoned: AbortController;
  /** Takes it out of the queue, with all that it holds: its turn may be far off. */
  withdrawn: AbortController;
  waiters: number;
  hasStarted: boolean;
  outcome?: Promise<Value>;
}

const priorities: readonly Priority[] = ['near', 'visible', 'asked'];
const wishesPerRank = 2 ** 40;

/** Runs at most `concurrency` pieces of work at once: the most urgent wish first, among equals the newest. */
export function createSharedQueue<Value>(concurrency: number): SharedQueue<Value> {
  const queue = new PQueue({ concurrency });
  const jobs = new Map<string, Job<Value>>();
  let wishes = 0;

  const urgencyOf = (priority: Priority) => {
    wishes += 1;
    return priorities.indexOf(priority) * wishesPerRank + wishes;
  };

  function enqueue(job: Job<Value>, work: Wish<Value>['work']): Promise<Value> {
    const run = () => {
      job.hasStarted = true;
      return work(job.abandoned.signal, priorityOf(job.urgency));
    };
    const { id, urgency: priority, withdrawn } = job;
    return queue.add(run, { id, priority, signal: withdrawn.signal });
  }

  function raiseJob(job: Job<Value>, urgency: number): void {
    if (job.hasStarted || urgency <= job.urgency) return;
    job.urgency = urgency;
    queue.setPriority(job.id, urgency);
  }

  function leave(key: string, job: Job<Value>): void {
    job.waiters -= 1;
    if (job.waiters > 0) return;
    job.abandoned.abort();
    if (!job.hasStarted) job.withdrawn.abort();
    if (jobs.get(key) === job) jobs.delete(key);
  }

  async function join(key: string, { priority, signal, work }: Wish<Value>): Promise<Value> {
    signal.throwIfAborted();
    const urgency = urgencyOf(priority);
    const job = jobs.get(key) ?? createJob<Value>(urgency);
    jobs.set(key, job);
    raiseJob(job, urgency);
    job.waiters += 1;
    job.outcome ??= enqueue(job, work);
    try {
      return await untilAborted(job.outcome, signal);
    } finally {
      leave(key, job);
    }
  }

  function raise(key: string, priority: Priority): void {
    const job = jobs.get(key);
    if (job) raiseJob(job, urgencyOf(priority));
  }

  return { join, raise, listWaiting: (priority) => listWaiting(jobs, priority) };
}

function listWaiting(jobs: ReadonlyMap<string, Job<unknown>>, priority: Priority): string[] {
  return [...jobs]
    .filter(([, { hasStarted, urgency }]) => !hasStarted && priorityOf(urgency) === priority)
    .sort(([, a], [, b]) => b.urgency - a.urgency)
    .map(([key]) => key);
}

function priorityOf(urgency: number): Priority {
  return priorities[Math.floor(urgency / wishesPerRank)] ?? 'near';
}

function createJob<Value>(urgency: number): Job<Value> {
  const id = crypto.randomUUID();
  const [abandoned, withdrawn] = [new AbortController(), new AbortController()];
  return { id, urgency, abandoned, withdrawn, waiters: 0, hasStarted: false };
}
