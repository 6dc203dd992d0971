import type { Priority } from '../messaging/protocol';
import { createSharedQueue, type SharedQueue, type Wish } from './shared-queue';

/** What is fetched for a tab. Wishes with the same key share one request. */
export interface Errand {
  url: string;
  tabId: number | undefined;
  key: string;
}

/** One queue a server, and one a tab, in which every request waits in turn. */
export interface ServerQueues<Value> {
  /** Settles as the work does, or rejects with what the wish's signal was aborted with. */
  join(errand: Errand, wish: Wish<Value>): Promise<Value>;
  /** Moves what is fetched under a key ahead, wherever it waits. */
  raise(errand: Errand, priority: Priority): void;
}

/** A server that keeps silent holds up its own pictures, not those of others. */
const fetchesPerServer = 4;

/** A page with pictures on many such servers holds up itself, not other pages. */
const fetchesPerTab = 24;

export function createServerQueues<Value>(): ServerQueues<Value> {
  const servers = createQueues<string, Value>(fetchesPerServer);
  const tabs = createQueues<number | undefined, Value>(fetchesPerTab);
  return {
    join({ url, tabId, key }, wish) {
      const inTab: Wish<Value>['work'] = (signal, priority) =>
        tabs.use(tabId, (queue) => queue.join(key, { priority, signal, work: wish.work }));
      return servers.use(hostOf(url), (queue) => queue.join(key, { ...wish, work: inTab }));
    },
    raise({ url, tabId, key }, priority) {
      servers.find(hostOf(url))?.raise(key, priority);
      tabs.find(tabId)?.raise(key, priority);
    },
  };
}

interface Queues<Owner, Value> {
  find(owner: Owner): SharedQueue<Value> | undefined;
  use(owner: Owner, join: (queue: SharedQueue<Value>) => Promise<Value>): Promise<Value>;
}

/** A queue of its own for everybody, for as long as something waits in it. */
function createQueues<Owner, Value>(concurrency: number): Queues<Owner, Value> {
  const queues = new Map<Owner, { queue: SharedQueue<Value>; waiters: number }>();
  return {
    find: (owner) => queues.get(owner)?.queue,
    async use(owner, join) {
      const used = queues.get(owner) ?? { queue: createSharedQueue(concurrency), waiters: 0 };
      queues.set(owner, used);
      used.waiters += 1;
      try {
        return await join(used.queue);
      } finally {
        used.waiters -= 1;
        if (used.waiters === 0) queues.delete(owner);
      }
    },
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
