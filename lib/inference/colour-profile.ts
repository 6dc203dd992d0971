const segmentMark = 0xff;
const startOfScan = 0xda;
const applicationSegment2 = 0xe2;
const profileName = 'ICC_PROFILE\0';

/** Whether a JPEG brings an ICC profile. A file that cannot be followed to its first scan counts as one that does. */
export function hasColourProfile(jpeg: Uint8Array): boolean {
  let at = 2;
  while (jpeg[at] === segmentMark) {
    const mark = jpeg[at + 1] ?? startOfScan;
    if (mark === startOfScan) return false;
    if (mark === applicationSegment2 && startsWithName(jpeg.subarray(at + 4))) return true;
    at += 2 + (jpeg[at + 2] ?? 0) * 256 + (jpeg[at + 3] ?? 0);
  }
  return true;
}

function startsWithName(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, profileName.length)) === profileName;
}
