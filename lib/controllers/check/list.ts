import {
  mostFiles,
  type CheckedFile,
  type CheckState,
  type Chosen,
  type FileState,
} from '../../../components/check/checked-files';
import { takeFiles, type Given } from './intake';
import { createFileQueue, type Errand } from './queue';

interface ListOptions {
  sensitivity: CheckState['sensitivity'];
  onChange: (state: CheckState) => void;
  signal: AbortSignal;
}

/** How often checks that come forward are told of, at most: the page draws hundreds of rows anew each time. */
const tellEveryMs = 200;
/** The time left jumps where it is told earlier. */
const fewestDone = 3;

const nothingLeftOut = { notPictures: 0, tooMany: 0 };

/** The pictures that were given, and their checks. */
export class CheckList {
  #state: CheckState;
  readonly #options: ListOptions;
  readonly #queue;
  /** Of all that was not judged yet. */
  readonly #errands = new Map<string, Errand>();
  #toldAt = -Infinity;
  #telling: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ListOptions) {
    this.#options = options;
    this.#state = {
      files: [],
      problem: undefined,
      isReading: false,
      leftOut: nothingLeftOut,
      secondsLeft: undefined,
      sensitivity: options.sensitivity,
      engine: undefined,
    };
    const { signal } = options;
    this.#queue = createFileQueue({ onState: (id, state) => this.#settle(id, state), signal });
  }

  get state(): CheckState {
    return this.#state;
  }

  change(part: Partial<CheckState>): void {
    if (this.#options.signal.aborted) return;
    this.#state = { ...this.#state, ...part };
    this.#tell();
  }

  async addFiles(chosen: Chosen): Promise<void> {
    this.change({ isReading: true });
    try {
      const { given, notPictures } = await takeFiles(chosen);
      const { leftOut } = this.#state;
      this.change({ leftOut: { ...leftOut, notPictures: leftOut.notPictures + notPictures } });
      this.add(given);
    } catch (error) {
      reportError(error); // A folder that cannot be read: the list stays as it is, which shows it.
    } finally {
      this.change({ isReading: false });
    }
  }

  /** Whether there was anything to add. */
  add(given: Given[]): boolean {
    const { files, leftOut } = this.#state;
    const taken = given.slice(0, Math.max(0, mostFiles - files.length));
    const tooMany = leftOut.tooMany + given.length - taken.length;
    for (const { errand } of taken) this.#errands.set(errand.id, errand);
    const rows = [...files, ...taken.map(({ file }) => file)];
    this.change({ files: rows, leftOut: { ...leftOut, tooMany }, problem: undefined });
    this.#queue.add(taken.map(({ errand }) => errand));
    return given.length > 0;
  }

  cancel(): void {
    this.#queue.cancel();
    this.#replace(['waiting', 'checking'], { status: 'stopped' });
  }

  /** Checks again what came to nothing. */
  repeat(status: 'stopped' | 'failed'): void {
    const again = this.#state.files.filter(({ state }) => state.status === status);
    this.#replace([status], { status: 'waiting' });
    this.#queue.add(again.flatMap(({ id }) => this.#errands.get(id) ?? []));
  }

  clear(): void {
    this.#queue.cancel();
    this.#errands.clear();
    this.change({ files: [], leftOut: nothingLeftOut, secondsLeft: undefined });
  }

  #replace(statuses: FileState['status'][], state: FileState): void {
    const replace = (file: CheckedFile) =>
      statuses.includes(file.state.status) ? { ...file, state } : file;
    this.change({ files: this.#state.files.map(replace), secondsLeft: undefined });
  }

  #settle(id: string, state: FileState): void {
    if (state.status === 'judged') this.#errands.delete(id);
    const files = this.#state.files.map((file) => (file.id === id ? settled(file, state) : file));
    this.#state = { ...this.#state, files, secondsLeft: this.#estimate() };
    this.#tellInTurn();
  }

  #tellInTurn(): void {
    const earlyMs = this.#toldAt + tellEveryMs - Date.now();
    if (earlyMs > 0) {
      this.#telling ??= setTimeout(() => this.#tellInTurn(), earlyMs);
      return;
    }
    this.#toldAt = Date.now();
    this.#tell();
  }

  #tell(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    if (this.#options.signal.aborted) return;
    this.#options.onChange(this.#state);
  }

  #estimate(): number | undefined {
    const { startedAt, done, left } = this.#queue.progress;
    if (done < fewestDone || left === 0) return undefined;
    return ((Date.now() - startedAt) / done / 1000) * left;
  }
}

function settled(file: CheckedFile, state: FileState): CheckedFile {
  const sizeInBytes = state.status === 'judged' ? state.picture.sizeInBytes : file.sizeInBytes;
  return { ...file, state, sizeInBytes };
}
