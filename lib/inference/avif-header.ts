/** Where the content of a box of an ISO media file begins and ends. */
interface Box {
  type: string;
  start: number;
  end: number;
}

interface Size {
  width: number;
  height: number;
}

/** One picture, or a sequence of them. HEIC and other relatives name neither among what they are compatible with. */
const brands = ['avif', 'avis'];

/** Whether a file says that it can be read as AVIF, as its main brand or as one of the compatible ones. */
export function isAvif(file: Uint8Array<ArrayBuffer>): boolean {
  const view = viewOf(file);
  const [first] = boxesIn(view, { start: 0, end: file.byteLength });
  if (first?.type !== 'ftyp') return false;
  for (let at = first.start; at + 4 <= first.end; at += 4) {
    // The second of them is a version.
    if (at !== first.start + 4 && brands.includes(readType(view, at))) return true;
  }
  return false;
}

/** The largest size that an AVIF file tells of its pictures and tracks, undefined where it tells none. Reads every box once at most. */
export function findAvifSize(file: Uint8Array<ArrayBuffer>): Size | undefined {
  const view = viewOf(file);
  let largest: Size | undefined;
  for (const sizes of [readPictureSizes(view), readTrackSizes(view)]) {
    for (const size of sizes) {
      if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
    }
  }
  return largest;
}

function* readPictureSizes(view: DataView): Generator<Size> {
  for (const { start, end } of boxesAt(view, ['meta', 'iprp', 'ipco', 'ispe'])) {
    if (end - start < 12) continue;
    yield { width: view.getUint32(start + 4), height: view.getUint32(start + 8) };
  }
}

/** Track headers end with width and height in fixed point. */
function* readTrackSizes(view: DataView): Generator<Size> {
  for (const { start, end } of boxesAt(view, ['moov', 'trak', 'tkhd'])) {
    if (end - start < 84) continue;
    yield { width: view.getUint16(end - 8), height: view.getUint16(end - 4) };
  }
}

/** The boxes at the end of a path of types. The content of `meta` begins with a version. */
function* boxesAt(
  view: DataView,
  [type, ...path]: string[],
  parent: Pick<Box, 'start' | 'end'> = { start: 0, end: view.byteLength },
): Generator<Box> {
  for (const box of boxesIn(view, parent, type)) {
    const start = type === 'meta' ? box.start + 4 : box.start;
    if (path.length === 0) yield box;
    else yield* boxesAt(view, path, { start, end: box.end });
  }
}

/** The boxes of a type, or all, that lie one after the other. What is no box ends them. */
function* boxesIn(
  view: DataView,
  { start, end }: Pick<Box, 'start' | 'end'>,
  type?: string,
): Generator<Box> {
  let at = start;
  while (at + 8 <= end) {
    const box = readBox(view, at, end);
    if (!box) return;
    if (type === undefined || box.type === type) yield box;
    at = box.end;
  }
}

/** A size of 1 stands for a longer one after the type, 0 for all that is left. */
function readBox(view: DataView, at: number, limit: number): Box | undefined {
  const short = view.getUint32(at);
  const isLong = short === 1 && at + 16 <= limit;
  const size = isLong ? Number(view.getBigUint64(at + 8)) : short || limit - at;
  const start = at + (isLong ? 16 : 8);
  const end = at + size;
  return end < start || end > limit ? undefined : { type: readType(view, at + 4), start, end };
}

function readType(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)));
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
