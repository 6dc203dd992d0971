import type { CheckedFile, Chosen, ChosenFile } from '../../../components/check/checked-files';
import { findAddresses } from '../../../components/check/given-pictures';
import { mayBePicture } from '../../../components/check/unread-format';
import { translate } from '../../language/translate';
import type { Errand } from './queue';

/** A row of the list, and what is to be done for it. */
export interface Given {
  file: CheckedFile;
  errand: Errand;
}

/** What of some files is worth a check: all that were chosen one by one, and what may be a picture in folders. */
export async function takeFiles(chosen: Chosen): Promise<{ given: Given[]; notPictures: number }> {
  const files = await chosen;
  const wanted = files.filter(({ file, path }) => !path.includes('/') || mayBePicture(file));
  return { given: wanted.map(toGivenFile), notPictures: files.length - wanted.length };
}

/** The pictures whose addresses stand in a text. */
export function takeAddresses(text: string): Given[] {
  return findAddresses(text).map(toGivenAddress);
}

function toGivenFile({ file, path }: ChosenFile): Given {
  const place = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const source = { kind: 'file', file, path } as const;
  return toGiven({ name: file.name, place, sizeInBytes: file.size }, source);
}

function toGivenAddress(url: string): Given {
  return toGiven({ ...nameOfAddress(url), sizeInBytes: null }, { kind: 'url', url });
}

function toGiven(
  about: Pick<CheckedFile, 'name' | 'place' | 'sizeInBytes'>,
  source: Errand['source'],
): Given {
  const id = crypto.randomUUID();
  return {
    file: { id, ...about, state: { status: 'waiting' } },
    errand: { id, name: about.name, source },
  };
}

/** @example `https://cdn.test/a/b/fox.jpg?w=640` is "fox.jpg" at "cdn.test". */
export function nameOfAddress(url: string): Pick<CheckedFile, 'name' | 'place'> {
  const { protocol, hostname, pathname } = new URL(url);
  if (protocol === 'data:') return { name: translate('check_data_picture'), place: '' };
  const file = pathname.split('/').findLast((part) => part !== '');
  return file === undefined
    ? { name: hostname, place: '' }
    : { name: decodeName(file), place: hostname };
}

/** File names on the web are not always valid percent-encoding; then they are shown as they are. */
function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
