import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import {
  parseEngine,
  parseModel,
  parseRecord,
  type EvaluatedEngine,
  type EvaluatedModel,
  type EvaluationRecord,
} from './evaluation.ts';

/** A record as it was judged, and the sha256 of the file that it was judged from. */
export interface JournalEntry {
  sha256: string;
  engine: EvaluatedEngine;
  record: EvaluationRecord;
}

/** Why what an earlier run found is not gone on with: another model, or a file that cannot be read. */
export type SetAside = 'otherModel' | 'unreadable';

/**
 * What was judged so far, a line each, so that a run that ends early loses at most the picture it is at. Pictures that
 * could not be judged are not kept: they are tried again.
 */
export class Journal {
  readonly #path: string;
  readonly #entries: Map<string, JournalEntry>;
  /** Where there was something that could not be gone on with. It lies beside, its name ending in `.before`. */
  readonly setAside: SetAside | undefined;

  private constructor(path: string, found: { entries?: JournalEntry[]; setAside?: SetAside }) {
    this.#path = path;
    this.#entries = new Map(found.entries?.map((entry) => [keyOf(entry), entry]));
    this.setAside = found.setAside;
  }

  /** Goes on with the file where it is of the same model, else begins a new one. */
  static open(path: string, model: EvaluatedModel): Journal {
    const found = existsSync(path) ? read(path, model) : undefined;
    if (found?.setAside) renameSync(path, `${path}.before`);
    const journal = new Journal(path, found ?? {});
    const lines = [{ model }, ...journal.#entries.values()].map((line) => JSON.stringify(line));
    writeFileSync(path, `${lines.join('\n')}\n`);
    return journal;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The engine that judged before, if any has. */
  get engine(): EvaluatedEngine | undefined {
    return this.#entries.values().next().value?.engine;
  }

  /** What was found of this very file in this delivery. */
  find(
    key: Pick<EvaluationRecord, 'path' | 'delivery'> & { sha256: string },
  ): JournalEntry | undefined {
    const entry = this.#entries.get(keyOf({ record: key }));
    return entry?.sha256 === key.sha256 ? entry : undefined;
  }

  /** Whether something was found of another file of that name. */
  isChanged(key: Pick<EvaluationRecord, 'path' | 'delivery'> & { sha256: string }): boolean {
    const entry = this.#entries.get(keyOf({ record: key }));
    return entry !== undefined && entry.sha256 !== key.sha256;
  }

  add(entry: JournalEntry): void {
    appendFileSync(this.#path, `${JSON.stringify(entry)}\n`);
    this.#entries.set(keyOf(entry), entry);
  }
}

function keyOf({ record }: { record: Pick<EvaluationRecord, 'path' | 'delivery'> }): string {
  return `${record.delivery} ${record.path}`;
}

function read(path: string, model: EvaluatedModel) {
  const [head, ...lines] = readFileSync(path, 'utf8').split('\n');
  try {
    const { model: before } = JSON.parse(head ?? '') as { model: unknown };
    if (JSON.stringify(parseModel(before)) !== JSON.stringify(model)) {
      return { setAside: 'otherModel' as const };
    }
  } catch {
    return { setAside: 'unreadable' as const };
  }
  return { entries: lines.map(readEntry).filter((entry) => entry !== undefined) };
}

/** A line is not whole where the run was ended while it wrote: that picture is judged again. */
function readEntry(line: string): JournalEntry | undefined {
  try {
    const { sha256, engine, record } = JSON.parse(line) as Record<keyof JournalEntry, unknown>;
    return { sha256: String(sha256), engine: parseEngine(engine), record: parseRecord(record) };
  } catch {
    return undefined;
  }
}
