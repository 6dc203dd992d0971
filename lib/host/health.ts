import type { Archive } from '../archive/archive';
import type { HealthOfCache, HealthReport } from '../verdict/health';
import { listFiles } from '../verdict/model';
import type { Judge } from './model-in-use';

/** Tells how the model in use, its engine and what is remembered are doing. Loads nothing and judges nothing. */
export async function reportHealth(
  { entry, model, engine }: Judge,
  archive: Pick<Archive, 'countJudgements'>,
): Promise<HealthReport> {
  const { state, timings } = engine;
  return {
    engine: state,
    isIsolated: crossOriginIsolated,
    precision: state.status === 'ready' ? state.precision : null,
    model: {
      card: model,
      repository: entry.repository,
      files: listFiles(entry.files).map(([name, pin]) => ({ name, ...pin })),
      isVerified: entry.standing !== 'unverified',
      published: entry.published ?? null,
    },
    selfTest: (state.status === 'ready' && state.selfTest) || null,
    drift: (state.status === 'ready' && state.drift) || null,
    timings,
    cache: await measureCache(archive),
  };
}

/** Chromium tells the bytes of IndexedDB alone; the standard knows only the sum. */
interface StorageEstimateInChromium extends StorageEstimate {
  usageDetails?: { indexedDB?: number };
}

/** A broken archive or browser storage is told as such, not as a failed report. */
async function measureCache(archive: Pick<Archive, 'countJudgements'>): Promise<HealthOfCache> {
  const [judgements, estimate] = await Promise.all([
    archive.countJudgements().catch(() => null),
    navigator.storage.estimate().catch((): StorageEstimateInChromium => ({})),
  ]);
  const { usage, quota, usageDetails }: StorageEstimateInChromium = estimate;
  return {
    judgements,
    // Chromium leaves out what is empty.
    sizeInBytes: usageDetails ? (usageDetails.indexedDB ?? 0) : null,
    usedBytes: usage ?? null,
    quotaBytes: quota ?? null,
  };
}
