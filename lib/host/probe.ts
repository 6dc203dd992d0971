import type { Probe, ProbeRequest } from '../messaging/protocol';
import type { Judge } from './model-in-use';

/** Judges a whole image file and remembers nothing; `isPrecise` never in int8. @throws CheckError */
export async function probe(
  { bytes, isPrecise }: ProbeRequest,
  { engine }: Pick<Judge, 'engine'>,
): Promise<Probe> {
  const startedAt = performance.now();
  const { score, logit, heatmap, embedding, width, height } = isPrecise
    ? await engine.classifyPrecisely(bytes)
    : await engine.classify(bytes);
  const tookMs = performance.now() - startedAt;
  return { score, logit, heatmap, embedding, width, height, tookMs };
}
