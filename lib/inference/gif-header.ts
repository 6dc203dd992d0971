interface Size {
  width: number;
  height: number;
}

const firstBlock = 13;
const extension = 0x21;
const image = 0x2c;

/**
 * The size to which Chromium decodes a GIF: that of its screen, grown to hold the first frame, which may be larger. Files
 * that end before that frame have the size of the screen.
 */
export function findGifSize(file: Uint8Array<ArrayBuffer>): Size | undefined {
  if (file.byteLength < firstBlock) return undefined;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const screen = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  const at = findFirstImage(file);
  if (at === undefined || at + 9 > file.byteLength) return screen;
  return {
    width: Math.max(screen.width, view.getUint16(at + 1, true) + view.getUint16(at + 5, true)),
    height: Math.max(screen.height, view.getUint16(at + 3, true) + view.getUint16(at + 7, true)),
  };
}

function findFirstImage(file: Uint8Array): number | undefined {
  let at = firstBlock + paletteSizeOf(file[10] ?? 0);
  while (file[at] === extension) at = findEndOfBlocks(file, at + 2);
  return file[at] === image ? at : undefined;
}

/** Three bytes a colour, if there is a palette at all. */
function paletteSizeOf(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Blocks tell their length, and one of no bytes ends them. */
function findEndOfBlocks(file: Uint8Array, start: number): number {
  let at = start;
  for (let length = file[at]; length; length = file[at]) at += 1 + length;
  return at + 1;
}
