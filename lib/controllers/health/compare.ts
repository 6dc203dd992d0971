import type { Comparing, ScoredRow } from '../../../components/health/health';
import { send } from '../../messaging/send';
import { hashContent } from '../../verdict/content-hash';
import { CheckError } from '../../verdict/failure';
import {
  compareWithPublished,
  matchPublished,
  type NamedHash,
  type PublishedMatch,
  type PublishedScores,
} from '../../verdict/published';

interface Comparison {
  published: PublishedScores;
  /** What a person dropped or chose; it takes time to look through folders. */
  files: Promise<File[]>;
}

interface HashedFile extends NamedHash {
  bytes: ArrayBuffer;
}

/** A larger file is none of the published pictures, and takes long to hash. */
const largestPictureBytes = 64 * 1024 * 1024;

/** Has the published pictures among files judged, one after the other. */
export async function comparePublished(
  { published, files }: Comparison,
  onChange: (comparing: Comparing) => void,
): Promise<void> {
  onChange({ status: 'reading' });
  const matches = await findMatches({ published, files });
  const rows: ScoredRow[] = [];
  for (const match of matches) {
    onChange({ status: 'scoring', rows: [...rows], next: match.picture.name });
    rows.push(await score(match));
  }
  const found = matches.map(({ picture }) => picture);
  const missing = published.pictures.filter((picture) => !found.includes(picture));
  onChange({ status: 'done', rows, missing: missing.map(({ name }) => name) });
}

/** Only what matched is kept in memory. */
async function findMatches({ published, files }: Comparison) {
  const wanted: HashedFile[] = [];
  for (const file of await files.catch((): File[] => [])) {
    const hashed = await hash(file);
    if (hashed && matchPublished(published, [hashed]).length > 0) wanted.push(hashed);
  }
  return matchPublished(published, wanted);
}

/** A file that cannot be read any more is none. */
async function hash(file: File): Promise<HashedFile | undefined> {
  if (file.size > largestPictureBytes) return undefined;
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (!bytes) return undefined;
  return { name: file.name, sha256: await hashContent(bytes), bytes };
}

async function score(match: PublishedMatch<HashedFile>): Promise<ScoredRow> {
  const { picture, by, file } = match;
  try {
    const probe = await send('host', 'probeImage', { bytes: file.bytes, isPrecise: true });
    return compareWithPublished(match, probe.score);
  } catch (error) {
    if (!(error instanceof CheckError)) throw error;
    return { name: picture.name, by, published: picture.score, failure: error.code };
  }
}
