import { ArchiveError, type Archive } from '../archive/archive';
import type { Drift } from '../verdict/drift';
import { withinTime } from './waiting';

/** What int8 costs a model on this machine, as far as the browser remembers it. Neither method throws. */
export interface DriftRecord {
  find(): Promise<Drift | undefined>;
  keep(drift: Drift): Promise<void>;
}

interface DriftRecordOptions {
  archive: Pick<Archive, 'findDrift' | 'putDrift'>;
  /** Tells models apart. */
  stamp: string;
  timeoutMs?: number;
}

/** Where the archive is broken or keeps silent, drift is measured again after every start. */
export function createDriftRecord({
  archive,
  stamp,
  timeoutMs = 2_000,
}: DriftRecordOptions): DriftRecord {
  const tooSlow = () => new ArchiveError(`Expected an answer within ${timeoutMs} ms, got none`);
  const tolerate = <Value>(work: Promise<Value>) =>
    withinTime(work, timeoutMs, tooSlow).catch((error: unknown) => reportError(error));
  return {
    find: async () => (await tolerate(archive.findDrift(stamp))) ?? undefined,
    keep: (drift) => tolerate(archive.putDrift(stamp, drift)),
  };
}
