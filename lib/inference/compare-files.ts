import { decodePicture } from './decode';
import { fingerprintOf, isSamePicture, type Fingerprint } from './fingerprint';
import { readPictureHeader } from './picture-header';
import type { Comparison, FilePair } from './protocol';

/**
 * Decodes two picture files, one after the other, and holds them against each other.
 *
 * @throws CheckError saying why one of them is not a picture that can be judged.
 */
export async function compareFiles({ shown, larger }: FilePair): Promise<Comparison> {
  const first = await readFingerprint(shown);
  const second = await readFingerprint(larger);
  return { isSame: isSamePicture(first, second), shown: first.size, larger: second.size };
}

async function readFingerprint(file: ArrayBuffer): Promise<Fingerprint> {
  const bytes = new Uint8Array(file);
  readPictureHeader(bytes);
  using picture = await decodePicture(bytes);
  return await fingerprintOf(picture);
}
