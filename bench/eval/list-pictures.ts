import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

/** A file whose place says what it is. `path` is from the folder, with slashes. */
export interface LabelledPicture {
  path: string;
  label: 'real' | 'fake';
  source: string;
  technique: string | null;
}

const labels = ['real', 'fake'] as const;

/** The source of files that lie in no folder of a source. */
const unnamed = 'unnamed';

/**
 * Every file below `real/` and `fake/`, ordered by path: `real/<source>/<technique>/…`. Hidden files are left out; what is
 * no picture is not known before somebody tries.
 *
 * @throws Error where neither folder holds a file.
 */
export function listPictures(folder: string): LabelledPicture[] {
  const pictures = labels.flatMap((label) =>
    listFiles(join(folder, label)).map((path) => readPlace(label, path)),
  );
  if (pictures.length === 0) {
    throw new Error(`Expected pictures in real/ and fake/ below ${folder}, got none`);
  }
  return pictures.toSorted((a, b) => compare(a.path, b.path));
}

/** What a path below `real/` or `fake/` says. Folders below the technique's say nothing. */
export function readPlace(label: 'real' | 'fake', path: string): LabelledPicture {
  const folders = path.split('/').slice(0, -1);
  const [source = unnamed, technique = null] = folders;
  return { path: `${label}/${path}`, label, source, technique };
}

/**
 * At most `limit` pictures, in the order given: as many of each class, source and technique as can be, and of those such
 * that lie evenly among the others.
 */
export function takeEvenly(pictures: readonly LabelledPicture[], limit: number): LabelledPicture[] {
  if (limit >= pictures.length) return [...pictures];
  const nameOf = ({ label, source, technique }: LabelledPicture) =>
    JSON.stringify([label, source, technique]);
  const groups = [...Map.groupBy(pictures, nameOf).values()];
  const byLabel = labels.map((label) => groups.filter(([first]) => first?.label === label));
  const quotas = shareOut(
    limit,
    byLabel.map((groups) => groups.reduce((sum, group) => sum + group.length, 0)),
  );
  const taken = new Set(byLabel.flatMap((groups, i) => takeFromEach(groups, quotas[i] ?? 0)));
  return pictures.filter((picture) => taken.has(picture));
}

function takeFromEach(groups: LabelledPicture[][], limit: number): LabelledPicture[] {
  const quotas = shareOut(
    limit,
    groups.map(({ length }) => length),
  );
  return groups.flatMap((group, i) => takeSpread(group, quotas[i] ?? 0));
}

/** Deals `limit` out one by one to those that have room left. */
function shareOut(limit: number, rooms: readonly number[]): number[] {
  const shares = rooms.map(() => 0);
  let left = Math.min(
    limit,
    rooms.reduce((sum, room) => sum + room, 0),
  );
  while (left > 0) {
    rooms.forEach((room, i) => {
      const share = shares[i] ?? 0;
      if (left === 0 || share >= room) return;
      shares[i] = share + 1;
      left -= 1;
    });
  }
  return shares;
}

function takeSpread(group: readonly LabelledPicture[], count: number): LabelledPicture[] {
  return Array.from(
    { length: count },
    (_, i) => group[Math.floor((i * group.length) / count)],
  ).filter((picture) => picture !== undefined);
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
      .map((path) => path.split(sep).join('/'))
      .filter((path) => !path.split('/').some((part) => part.startsWith('.')));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
