/** A kind of file about which more can be said than that it could not be read. `other` is no picture at all. */
export type UnreadFormat = (typeof formats)[number]['format'] | 'other';

/** How the files begin, one character a byte. */
const formats = [
  { format: 'avif', begin: /^[^]{4}ftypavi[fs]/ },
  { format: 'heic', begin: /^[^]{4}ftyp(hei|hev|mif1|msf1)/ },
  { format: 'raw', begin: /^([^]{4}ftypcrx |FUJIFILMCCD-RAW|IIU\0|II\*\0[^]{4}CR|IIRO)/ },
  { format: 'video', begin: /^([^]{4}ftyp|\x1a\x45\xdf\xa3)/ },
  { format: 'jxl', begin: /^(\xff\x0a|\0\0\0\x0cJXL )/ },
  { format: 'psd', begin: /^8BPS/ },
  { format: 'tiff', begin: /^(II[*+]\0|MM\0[*+])/ },
  { format: 'svg', begin: /^(?![^]*<html)[^]*<svg[\s>]/i },
] as const;

/** Raw files of cameras that begin like any TIFF. */
const rawNames = /\.(dng|nef|nrw|arw|srf|sr2|pef|srw|3fr|iiq|erf|mef|mos|kdc)$/i;

const beginSize = 512;

/** What a file is that could not be read, as far as that helps a person; undefined for others. */
export async function findUnreadFormat(
  file: Blob,
  name: string,
): Promise<UnreadFormat | undefined> {
  const bytes = await file.slice(0, beginSize).arrayBuffer();
  const begin = String.fromCharCode(...new Uint8Array(bytes));
  const format = formats.find((each) => each.begin.test(begin))?.format;
  return format === 'tiff' && rawNames.test(name) ? 'raw' : format;
}

/** Whether a file of a folder may be a picture: browsers know the type of some by their name only, and of HEIC often not even so. */
export function mayBePicture({ name, type }: Pick<File, 'name' | 'type'>): boolean {
  if (type.startsWith('image/')) return true;
  return type === '' && (rawNames.test(name) || otherNames.test(name));
}

const otherNames =
  /\.(jpe?g|jfif|png|gif|webp|avif|bmp|ico|heic|heif|hif|tiff?|jxl|psd|svg|cr[23w]|raf|rw2|orf)$/i;
