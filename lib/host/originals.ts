import type { Archive } from '../archive/archive';
import type { Sender } from '../messaging/protocol';
import { CheckError } from '../verdict/failure';
import { hashContent } from '../verdict/content-hash';
import type { OpenRequest } from './open-request';
import { fetchPicture } from './picture-bytes';
import type { Content } from './sources';

/** The files that were judged, for whoever wants to look closer. Kept in memory only, and not for long. */
export interface Originals {
  /** Remembers where a file is from; of one that has no address, the file itself. */
  note(content: Content, request: Pick<OpenRequest, 'pageUrl'>): void;
  /**
   * The file of that content hash, undefined where nobody knows where to get it.
   *
   * For our own pages alone: others could read what is not theirs.
   *
   * @throws CheckError `otherPicture` where its server has another file by now, or what keeps it from us.
   */
  get(id: string, sender: Sender): Promise<ArrayBuffer | undefined>;
}

/** How to come by a file again. */
type Way = { bytes: ArrayBuffer } | Address;

interface Address {
  url: string;
  /** The page that showed it: what is of its own network is fetched for nobody else. */
  pageUrl: string | undefined;
  isReferred?: boolean | undefined;
}

export interface OriginalLimits {
  /** Of all files that are kept. */
  bytes: number;
  ways: number;
}

const defaultLimits: OriginalLimits = { bytes: 32 * 1024 * 1024, ways: 2_000 };

/** Where memory has nothing, `archive` may know where a picture was met. */
export function createOriginals(
  archive: Pick<Archive, 'findRecord'>,
  limits = defaultLimits,
): Originals {
  const ways = new Map<string, Way>();

  function note(content: Content, { pageUrl }: Pick<OpenRequest, 'pageUrl'>) {
    const { contentHash, bytes, url, isReferred } = content;
    ways.delete(contentHash);
    ways.set(contentHash, url === null ? { bytes } : { url, pageUrl, isReferred });
    forgetExcess(ways, limits);
  }

  async function find(id: string): Promise<Way | undefined> {
    return ways.get(id) ?? addressOf(await archive.findRecord(id).catch(() => undefined));
  }

  return {
    note,
    async get(id, sender) {
      const way = await find(id);
      if (!way || 'bytes' in way) return way?.bytes;
      return fetchAgain(id, { ...way, pass: sender.pass, isPrivate: sender.isPrivate });
    },
  };
}

/** The oldest go first. */
function forgetExcess(ways: Map<string, Way>, limits: OriginalLimits): void {
  const sizeOf = (way: Way) => ('bytes' in way ? way.bytes.byteLength : 0);
  let held = [...ways.values()].reduce((sum, way) => sum + sizeOf(way), 0);
  for (const [id, way] of ways) {
    if (ways.size <= limits.ways && held <= limits.bytes) return;
    if (ways.size <= limits.ways && sizeOf(way) === 0) continue;
    ways.delete(id);
    held -= sizeOf(way);
  }
}

function addressOf(record: Awaited<ReturnType<Archive['findRecord']>>): Address | undefined {
  const place = record?.places.find(({ pictureUrl }) => pictureUrl !== null);
  if (!place?.pictureUrl) return undefined;
  return { url: place.pictureUrl, pageUrl: place.kind === 'page' ? place.url : undefined };
}

async function fetchAgain(
  id: string,
  { url, ...asker }: Address & Pick<Sender, 'pass' | 'isPrivate'>,
): Promise<ArrayBuffer> {
  const { signal } = new AbortController();
  const kept = await fetchPicture(url, { ...asker, signal, cache: 'force-cache' });
  if ((await hashContent(kept)) === id) return kept;
  throw new CheckError('otherPicture', 'Expected the file that was judged, got another one');
}
