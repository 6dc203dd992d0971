import type { InferenceWorker, Outcome } from '../inference/protocol';
import type { BatchMeasurement } from '../verdict/batch';
import type { Drift } from '../verdict/drift';
import type { Rung } from '../verdict/rungs';
import type { DriftRecord } from './drift-record';

/** What idle jobs found out about the model on its device. */
export interface Findings {
  batch?: BatchMeasurement;
  drift?: Drift;
}

/** How far a job came. One that is `unfinished` goes on at once; a worker that is `spent` is replaced. */
export type JobEnd =
  { status: 'unfinished' } | { status: 'done'; findings: Findings; isSpent?: boolean };

/**
 * Something to find out once on every rung, while no picture waits. An outcome `dropped` says that pictures came in: it is
 * asked again in the next quiet moment. After any other failure it is not asked again, and the worker is replaced.
 */
export type IdleJob = (inference: InferenceWorker) => Promise<Outcome<JobEnd>>;

export const measureBatch: IdleJob = async (inference) => {
  const outcome = await inference.measureBatch();
  return outcome.ok ? done({ batch: outcome.value }) : outcome;
};

/** Finds out whether int8 may judge, once per machine: what is on record is not measured again. */
export function measureDriftFor(record: DriftRecord): IdleJob {
  return async (inference) => {
    const known = await record.find();
    if (known) return done({ drift: known });
    const outcome = await inference.measureDrift();
    if (!outcome.ok) return outcome;
    const progress = outcome.value;
    if (progress.status === 'measuring') return { ok: true, value: { status: 'unfinished' } };
    if (progress.status === 'unmeasurable') return done({});
    await record.keep(progress.drift);
    return done({ drift: progress.drift }, { isSpent: true });
  };
}

function done(findings: Findings, { isSpent = false } = {}): Outcome<JobEnd> {
  return { ok: true, value: { status: 'done', findings, isSpent } };
}

/** Which jobs are done on which rung, and what they found: a worker that comes back to a rung does not start over. */
export class IdleJobs {
  readonly #jobs: readonly IdleJob[];
  readonly #done = new Map<Rung, Map<IdleJob, Findings>>();

  constructor(jobs: readonly IdleJob[]) {
    this.#jobs = jobs;
  }

  findNext(rung: Rung): IdleJob | undefined {
    return this.#jobs.find((job) => !this.#doneOn(rung).has(job));
  }

  finish(job: IdleJob, { rung, findings }: { rung: Rung; findings: Findings }): void {
    this.#done.set(rung, this.#doneOn(rung).set(job, findings));
  }

  findingsOn(rung: Rung): Findings {
    return Object.assign({}, ...this.#doneOn(rung).values()) as Findings;
  }

  #doneOn(rung: Rung): Map<IdleJob, Findings> {
    return this.#done.get(rung) ?? new Map<IdleJob, Findings>();
  }
}
