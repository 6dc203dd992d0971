import { ModelError } from '../verdict/model-error';

/**
 * Reads a JSON file of a model.
 *
 * @throws ModelError (`unreadable`) naming the file.
 */
export function readJson(fileName: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ModelError('unreadable', `${fileName}: expected JSON`, { cause });
  }
}
