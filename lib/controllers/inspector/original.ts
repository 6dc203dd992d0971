import type { OriginalState } from '../../../components/inspector/inspector';
import { send } from '../../messaging/send';
import { hashContent } from '../../verdict/content-hash';
import { CheckError } from '../../verdict/failure';

/** The very file that was judged, got when it is first needed, and kept for as long as the page is open. */
export class Original {
  readonly #id: string;
  readonly #onChange: (state: OriginalState) => void;
  #getting: Promise<OriginalState> | undefined;

  /** `id` is the file's content hash. */
  constructor(id: string, onChange: (state: OriginalState) => void) {
    this.#id = id;
    this.#onChange = onChange;
  }

  /** The file, undefined where it could not be had; why not is told. What failed is tried again the next time. */
  async get(): Promise<Blob | undefined> {
    this.#getting ??= this.#fetch();
    const state = await this.#getting;
    if (state.status === 'here') return state.file;
    this.#getting = undefined;
    return undefined;
  }

  /** Takes the person's own copy, if it is the same file. */
  async choose(file: File): Promise<void> {
    const isIt = (await hashContent(await file.arrayBuffer())) === this.#id;
    const state: OriginalState = isIt ? { status: 'here', file } : { status: 'otherFile' };
    if (isIt) this.#getting = Promise.resolve(state);
    this.#onChange(state);
  }

  async #fetch(): Promise<OriginalState> {
    this.#onChange({ status: 'getting' });
    const state = await this.#ask();
    this.#onChange(state);
    return state;
  }

  async #ask(): Promise<OriginalState> {
    try {
      const bytes = await send('host', 'getOriginal', { id: this.#id });
      return bytes ? { status: 'here', file: new Blob([bytes]) } : { status: 'unknown' };
    } catch (error) {
      if (!(error instanceof CheckError)) throw error;
      return { status: 'failed', code: error.code };
    }
  }
}
