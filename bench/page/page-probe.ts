/** What the page itself saw while it was shown. Times are in ms of the wall clock. */
export interface Seen {
  /** The sum of all layout shifts, whatever caused them. */
  layoutShift: number;
  /** How long tasks of over 50 ms took. */
  longTasks: number[];
}

/** How a scroll went: how many frames it had, how long it took, and the longest wait for a frame. */
export interface Scroll {
  frames: number;
  wallMs: number;
  longestGapMs: number;
}

/** Notes what a page can see of its own misfortunes. Runs in the page, before its own code. */
export function installProbe(): void {
  const seen: Seen = { layoutShift: 0, longTasks: [] };
  Object.assign(globalThis, { seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      seen.layoutShift += (entry as PerformanceEntry & { value: number }).value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longTasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
}

export function readProbe(): Seen {
  return (globalThis as unknown as { seen: Seen }).seen;
}

/** Scrolls from top to bottom, by the same distance in every frame, so that every visit has the same frames. Runs in the page. */
export function scrollThrough({ frames }: { frames: number }): Promise<Scroll> {
  const root = document.documentElement;
  const distance = root.scrollHeight - root.clientHeight;
  const start = performance.now();
  return new Promise((resolve) => {
    let [frame, last, longestGapMs] = [0, start, 0];
    const step = (now: number) => {
      longestGapMs = Math.max(longestGapMs, now - last);
      last = now;
      frame += 1;
      scrollTo({ top: (distance * frame) / frames, behavior: 'instant' });
      if (frame < frames) requestAnimationFrame(step);
      else resolve({ frames, wallMs: performance.now() - start, longestGapMs });
    };
    requestAnimationFrame(step);
  });
}
