import type { Orientation } from './orientation';

/** How a JPEG is to be turned to be displayed, and the same file without that wish. */
export interface ExifTurn {
  orientation: Orientation;
  unturned: Uint8Array<ArrayBuffer>;
}

const orientationTag = 0x0112;

/** What EXIF's numbers 2 to 8 mean. */
const orientations: Readonly<Record<number, Orientation>> = {
  2: { rotation: 0, flip: true },
  3: { rotation: 180, flip: false },
  4: { rotation: 180, flip: true },
  5: { rotation: 90, flip: true },
  6: { rotation: 90, flip: false },
  7: { rotation: 270, flip: true },
  8: { rotation: 270, flip: false },
};

/** What the EXIF data of a JPEG ask for; undefined where it is displayed as it is stored. */
export function findExifTurn(file: Uint8Array<ArrayBuffer>): ExifTurn | undefined {
  try {
    return readTurn(file);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // The data end before they say anything.
    throw error;
  }
}

function readTurn(file: Uint8Array<ArrayBuffer>): ExifTurn | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const start = findTiff(view);
  if (start === undefined) return undefined;
  const littleEndian = view.getUint16(start) === 0x4949;
  const valueAt = findValue(view, start, littleEndian);
  if (valueAt === undefined) return undefined;
  const orientation = orientations[view.getUint16(valueAt, littleEndian)];
  if (!orientation) return undefined;
  const unturned = file.slice();
  new DataView(unturned.buffer).setUint16(valueAt, 1, littleEndian);
  return { orientation, unturned };
}

/** Where the TIFF structure within the first EXIF segment begins. */
function findTiff(view: DataView): number | undefined {
  const exif = 0x45786966;
  let at = 2;
  while (view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xda) return undefined; // From here on there are pixels.
    if (marker === 0xe1 && view.getUint32(at + 4) === exif) return at + 10;
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

function findValue(view: DataView, start: number, littleEndian: boolean): number | undefined {
  const directory = start + view.getUint32(start + 4, littleEndian);
  const count = view.getUint16(directory, littleEndian);
  for (let at = directory + 2; at < directory + 2 + count * 12; at += 12) {
    if (view.getUint16(at, littleEndian) === orientationTag) return at + 8;
  }
  return undefined;
}
