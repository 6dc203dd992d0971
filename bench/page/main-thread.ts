/** An event of a trace, as far as it is read here. Times are in microseconds; `tdur` is the thread's own time. */
export interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

const mainThreadName = 'CrRendererMain';

/** How long the tasks of the main thread of a process took, in ms of its own time: what other processes took of the cores does not count. */
export function taskTimesOf(events: readonly TraceEvent[], pid: number): number[] {
  const main = events.find(
    ({ name, args, ...event }) =>
      event.pid === pid && name === 'thread_name' && args?.name === mainThreadName,
  );
  if (!main) throw new Error(`Expected a ${mainThreadName} in process ${pid}, got none`);
  return events
    .filter(({ tid, ph, name, ...event }) =>
      [event.pid === pid, tid === main.tid, ph === 'X', name.endsWith('RunTask')].every(Boolean),
    )
    .map(({ tdur, dur }) => (tdur ?? dur ?? 0) / 1_000);
}
