/** What the native child is told: the model, or how many pictures one forward pass has. */
export type NativeRequest = { load: { model: string; threads: number } } | { run: number };

/** How long it took, in ms, and the peak of the child's resident memory so far, in bytes. */
export interface NativeReply {
  tookMs: number;
  peakBytes: number;
}
