import { CheckError } from '../verdict/failure';
import type { FileChoice } from '../verdict/file-choice';
import type { Size } from '../verdict/judgement';
import type { Engine } from './engine';
import type { Memory } from './memory';
import type { Content } from './sources';

/** A picture of which one file counts. `key` tells the file that its page shows, and where larger ones may be. */
export interface Undecided {
  key: string;
  shown: Content;
  /** Whether what is judged of it may go on disk. */
  keepsTrace: boolean;
}

/** The file that a page shows and one that is said to be a larger one of the same picture. */
export interface Files extends Undecided {
  larger?: Content | undefined;
}

interface Chosen {
  choice: FileChoice;
  content: Content;
}

interface ChooseOptions {
  memory: Pick<Memory, 'findChoice' | 'keepChoice'>;
  engine: Pick<Engine, 'compare'>;
}

interface Both {
  shown: Content;
  larger: Content;
}

/** Chooses the larger file where it is proven that it holds the same picture, in more pixels. */
export async function choose(files: Files, options: ChooseOptions): Promise<Chosen> {
  const { shown, larger } = files;
  if (!larger) return { choice: { source: 'shown' }, content: shown };
  const choice = await settle({ ...files, larger }, options);
  return { choice, content: choice.source === 'larger' ? larger : shown };
}

async function settle(files: Both & Files, { memory, engine }: ChooseOptions): Promise<FileChoice> {
  const known = await memory.findChoice(files);
  if (known && isAbout(known, files.larger)) return known;
  try {
    const choice = await compare(files, engine);
    await memory.keepChoice(files, choice);
    return choice;
  } catch (error) {
    if (!(error instanceof CheckError)) throw error;
    // What cannot be compared is not proven. Why not is told when the file that is shown is judged.
    const choice: FileChoice = { source: 'shown' };
    if (error.code !== 'engineFailed') await memory.keepChoice(files, choice);
    return choice;
  }
}

/** A server may have another file under the same address by now. */
function isAbout(choice: FileChoice, { contentHash }: Content): boolean {
  return choice.source === 'shown' || choice.contentHash === contentHash;
}

async function compare(
  { shown, larger }: Both,
  engine: ChooseOptions['engine'],
): Promise<FileChoice> {
  const pair = { shown: shown.bytes, larger: larger.bytes };
  const { isSame, ...sizes } = await engine.compare(pair);
  if (!isSame || areaOf(sizes.larger) <= areaOf(sizes.shown)) return { source: 'shown' };
  const { contentHash, url } = larger;
  return { source: 'larger', contentHash, shown: sizes.shown, url };
}

function areaOf({ width, height }: Size): number {
  return width * height;
}
