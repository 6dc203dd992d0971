import { CheckError } from '../verdict/failure';
import type { Size } from '../verdict/judgement';
import type { Engine } from './engine';
import type { Content } from './sources';

/** The file that a page shows and one that is said to be a larger one of the same picture. `key` tells the two from others. */
export interface Files {
  key: string;
  shown: Content;
  larger?: Content | undefined;
  /** Whether what is judged of it may go on disk. */
  keepsTrace: boolean;
}

/** Which file of a picture counts. `shown` is the size of the one that the page shows, where it is not that at `url`. */
export type Choice =
  { source: 'shown' } | { source: 'larger'; contentHash: string; shown: Size; url: string | null };

export interface Chosen {
  choice: Choice;
  content: Content;
}

/** What was settled before. Kept in memory only: which addresses somebody looked at is written nowhere. */
export interface Choices {
  find(key: string): Choice | undefined;
  keep(key: string, choice: Choice): void;
}

const defaultCapacity = 2_000;

/** `capacity` counts choices; the oldest go first. */
export function createChoices(capacity = defaultCapacity): Choices {
  const choices = new Map<string, Choice>();
  return {
    find: (key) => choices.get(key),
    keep(key, choice) {
      choices.delete(key);
      choices.set(key, choice);
      const [oldest] = choices.keys();
      if (choices.size > capacity && oldest !== undefined) choices.delete(oldest);
    },
  };
}

interface ChooseOptions {
  choices: Choices;
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

async function settle(files: Both & Files, { choices, engine }: ChooseOptions): Promise<Choice> {
  const known = choices.find(files.key);
  if (known && isAbout(known, files.larger)) return known;
  try {
    const choice = await compare(files, engine);
    choices.keep(files.key, choice);
    return choice;
  } catch (error) {
    if (!(error instanceof CheckError)) throw error;
    // What cannot be compared is not proven. Why not is told when the file that is shown is judged.
    const choice: Choice = { source: 'shown' };
    if (error.code !== 'engineFailed') choices.keep(files.key, choice);
    return choice;
  }
}

/** A server may have another file under the same address by now. */
function isAbout(choice: Choice, { contentHash }: Content): boolean {
  return choice.source === 'shown' || choice.contentHash === contentHash;
}

async function compare({ shown, larger }: Both, engine: ChooseOptions['engine']): Promise<Choice> {
  const pair = { shown: shown.bytes, larger: larger.bytes };
  const { isSame, ...sizes } = await engine.compare(pair);
  if (!isSame || areaOf(sizes.larger) <= areaOf(sizes.shown)) return { source: 'shown' };
  const { contentHash, url } = larger;
  return { source: 'larger', contentHash, shown: sizes.shown, url };
}

function areaOf({ width, height }: Size): number {
  return width * height;
}
