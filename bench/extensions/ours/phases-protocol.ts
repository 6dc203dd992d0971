import type { LoadRequest } from '../../../lib/inference/protocol';
import type { PhasedSample, PreparationSample } from '../bench-page';

/** A worker that runs the code of Candid's worker with a stopwatch inside. Served over Comlink. */
export interface PhasesWorker {
  load(request: LoadRequest): Promise<void>;
  judgeBatch(files: Blob[]): Promise<Omit<PhasedSample, 'totalMs'>>;
  samplePreparation(file: Blob): Promise<PreparationSample>;
}
