import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { Random } from '../../lib/inference/fixtures/random.ts';

/** A picture file, damaged or made up on purpose. The same `seed` gives the same file. */
export interface PictureMutant {
  kind: string;
  seed: number;
  file: Buffer;
}

type Format =
  'jpeg' | 'progressive' | 'png' | 'palette' | 'gif' | 'webp' | 'lossless' | 'avif' | 'bmp';
type Originals = Record<Format, Buffer>;
type Mutate = (originals: Originals, random: Random) => Buffer;

const [width, height] = [320, 240];

/** What nobody could show: 2.5 gigapixels, and what is at the edges of the formats and of ours. */
const hostileSizes = [
  [50_000, 50_000],
  [65_535, 65_535],
  [32_768, 2],
  [1, 65_535],
  [0, 0],
  [0, 240],
  [10_001, 10_000],
  [2 ** 31 - 1, 2 ** 31 - 1],
  [2 ** 32 - 1, 1],
] as const;

/** What any file can suffer, whatever its bytes mean. */
const byteMutations: Record<string, (file: Buffer, random: Random, others: Buffer[]) => Buffer> = {
  truncated: (file, random) => file.subarray(0, random.below(file.length)),
  'cut short near its end': (file, random) => file.subarray(0, file.length - 1 - random.below(64)),
  'cut short near its start': (file, random) => file.subarray(0, random.below(64)),
  'bits flipped': (file, random) => flipBits(file, file.length, random),
  'bits of its start flipped': (file, random) => flipBits(file, Math.min(64, file.length), random),
  'a stretch of zeros': (file, random) => fill(file, random, () => 0),
  'a stretch of noise': (file, random) => fill(file, random, () => random.below(256)),
  'a part left out': (file, random) => {
    const [from, to] = pickRange(file, random);
    return Buffer.concat([file.subarray(0, from), file.subarray(to)]);
  },
  'a part twice': (file, random) => {
    const [from, to] = pickRange(file, random);
    return Buffer.concat([file.subarray(0, to), file.subarray(from)]);
  },
  'two parts swapped': (file, random) => {
    const [from, to] = pickRange(file, random);
    const parts = [file.subarray(0, from), file.subarray(to), file.subarray(from, to)];
    return Buffer.concat(parts);
  },
  'half another': (file, random, others) => {
    const at = random.below(file.length);
    return Buffer.concat([file.subarray(0, at), random.pick(others).subarray(at)]);
  },
  'with the start of another': (file, random, others) =>
    Buffer.concat([random.pick(others).subarray(0, 16), file.subarray(16)]),
  'a long tail': (file, random) =>
    Buffer.concat([file, Buffer.alloc(random.pick([1, 4_096, 1_000_000]), random.below(256))]),
};

/** Files that mean something, and nothing good. */
const crafted: Record<string, Mutate> = {
  'bomb: png': ({ png }, random) => withPngSize(png, random.pick(hostileSizes)),
  'bomb: png that is large indeed': (_, random) =>
    createPng({ size: [9_000, random.pick([11_111, 11_112, 12_000])], bytesOfZeros: 5_000_000 }),
  'bomb: png that inflates without end': () =>
    createPng({ size: [64, 64], bytesOfZeros: 100_000_000 }),
  'bomb: jpeg': ({ jpeg, progressive }, random) =>
    withJpegSize(random.pick([jpeg, progressive]), random.pick(hostileSizes)),
  'bomb: gif': ({ gif }, random) => withShorts(gif, 6, random.pick(hostileSizes)),
  'bomb: a frame of a gif': ({ gif }, random) => withGifFrame(gif, random.pick(hostileSizes)),
  'bomb: webp': ({ webp }, random) => withWebpCanvas(webp, random.pick(hostileSizes)),
  'bomb: avif': ({ avif }, random) => withAvifSize(avif, random.pick(hostileSizes)),
  'bomb: bmp': ({ bmp }, random) => withInts(bmp, 18, random.pick(hostileSizes)),
  'bomb: bmp upside down': ({ bmp }, random) => {
    const [w, h] = random.pick(hostileSizes);
    return withInts(bmp, 18, [w, -h]);
  },
  'bomb: a png inside an ico': ({ png }, random) =>
    createIco(withPngSize(png, random.pick(hostileSizes))),
  'an ico without end': ({ png }) => withShorts(createIco(png), 4, [65_535]),
  'animation without end: gif': ({ gif }, random) =>
    createEndlessGif(gif, random.pick([500, 5_000])),
  'animation without end: apng': ({ png }, random) =>
    createEndlessPng(png, random.pick([2, 300, 2 ** 31 - 1])),
  'polyglot: a script that is a gif': () =>
    Buffer.from('GIF89a/*\0\0\0*/=1;fetch("https://evil.test/")//', 'latin1'),
  'polyglot: a page before a picture': ({ png }) =>
    Buffer.concat([Buffer.from('<html><script>fetch("/")</script>'), png]),
  'polyglot: a page in a comment': ({ jpeg }) =>
    withJpegSegment(jpeg, 0xfe, Buffer.from('<html><script>fetch("/")</script><svg>')),
  'polyglot: an archive after a picture': ({ jpeg }) =>
    Buffer.concat([jpeg, Buffer.from('PK\x03\x04'), Buffer.alloc(60), Buffer.from('PK\x05\x06')]),
  'polyglot: a picture after a picture': (originals, random) =>
    Buffer.concat([random.pick(Object.values(originals)), random.pick(Object.values(originals))]),
  'polyglot: an svg around a picture': ({ png }) =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/png;base64,${png.toString('base64')}"/></svg>`,
    ),
  'polyglot: a pdf before a picture': ({ jpeg }) =>
    Buffer.concat([Buffer.from('%PDF-1.7\n'), jpeg]),
  'metadata without end': ({ jpeg }) => withJpegSegment(jpeg, 0xe1, createLoopingExif()),
  'a colour profile of noise': ({ jpeg }, random) =>
    withJpegSegment(
      jpeg,
      0xe2,
      Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01'), noise(400, random)]),
    ),
  'boxes without end': ({ avif }) => {
    const header = avif.subarray(0, avif.readUInt32BE(0));
    return Buffer.concat([
      header,
      Buffer.alloc(2_000_000, Buffer.from('\0\0\0\x08ispe', 'latin1')),
    ]);
  },
  'nothing but zeros': (_, random) => Buffer.alloc(1 + random.below(100_000)),
  'nothing but noise': (_, random) => noise(1 + random.below(100_000), random),
};

/** Crafted files come as often as files with damaged bytes. */
const turns = [
  ...Object.entries(crafted).map(([kind, mutate]) => ({ kind, mutate })),
  ...Object.entries(byteMutations).flatMap(([kind, damage]) => {
    const mutate: Mutate = (originals, random) => {
      const files = Object.values(originals);
      return damage(random.pick(files), random, files);
    };
    return [
      { kind, mutate },
      { kind, mutate },
    ];
  }),
];

/** Mutants of all kinds in turn, made one at a time. */
export async function* createPictureMutants(count: number): AsyncGenerator<PictureMutant> {
  const originals = await paintOriginals();
  for (let seed = 0; seed < count; seed++) {
    const turn = turns[seed % turns.length];
    if (turn) yield { kind: turn.kind, seed, file: turn.mutate(originals, new Random(seed)) };
  }
}

/** One picture in every format. */
async function paintOriginals(): Promise<Originals> {
  const random = new Random(1);
  const coarse = Uint8Array.from({ length: 8 * 6 * 3 }, () => random.below(256));
  const pixels = await sharp(coarse, { raw: { width: 8, height: 6, channels: 3 } })
    .resize(width, height, { kernel: 'cubic', fit: 'fill' })
    .raw()
    .toBuffer();
  const paint = () => sharp(pixels, { raw: { width, height, channels: 3 } });
  return {
    jpeg: await paint().jpeg().toBuffer(),
    progressive: await paint().jpeg({ progressive: true }).toBuffer(),
    png: await paint().png().toBuffer(),
    palette: await paint().png({ palette: true }).toBuffer(),
    gif: await paint().gif().toBuffer(),
    webp: await paint().webp().toBuffer(),
    lossless: await paint().webp({ lossless: true }).toBuffer(),
    avif: await paint().avif({ effort: 0 }).toBuffer(),
    bmp: createBmp(pixels),
  };
}

/** Rows of a BMP lie bottom up, in BGR, at multiples of four bytes. */
function createBmp(pixels: Buffer): Buffer {
  const header = Buffer.alloc(54);
  header.write('BM');
  header.writeUInt32LE(54 + pixels.length, 2);
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  return Buffer.concat([header, pixels]);
}

function createIco(png: Buffer): Buffer {
  const header = Buffer.alloc(22);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(1, 4);
  header.writeUInt16LE(1, 10);
  header.writeUInt16LE(32, 12);
  header.writeUInt32LE(png.length, 14);
  header.writeUInt32LE(22, 18);
  return Buffer.concat([header, png]);
}

const pngSignature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

function pngChunk(type: string, content: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + content.length);
  chunk.writeUInt32BE(content.length);
  chunk.write(type, 4, 'latin1');
  content.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
  return chunk;
}

function pngHeader([w, h]: readonly [number, number]): Buffer {
  const content = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  content.writeUInt32BE(w);
  content.writeUInt32BE(h, 4);
  return pngChunk('IHDR', content);
}

function createPng({
  size,
  bytesOfZeros,
}: {
  size: [number, number];
  bytesOfZeros: number;
}): Buffer {
  const zeros = pngChunk('IDAT', deflateZeros(bytesOfZeros));
  return Buffer.concat([pngSignature, pngHeader(size), zeros, pngChunk('IEND', Buffer.alloc(0))]);
}

const deflated = new Map<number, Buffer>();

function deflateZeros(length: number): Buffer {
  const known = deflated.get(length) ?? deflateSync(Buffer.alloc(length));
  deflated.set(length, known);
  return known;
}

function withPngSize(png: Buffer, size: readonly [number, number]): Buffer {
  return Buffer.concat([pngSignature, pngHeader(size), png.subarray(33)]);
}

/** Says how many frames there are, then shows one again and again for as long as the file goes. */
function createEndlessPng(png: Buffer, frames: number): Buffer {
  const control = Buffer.alloc(8);
  control.writeUInt32BE(frames);
  const shown = Math.min(frames, 300);
  const repeats = Array.from({ length: shown }, (_, at) => {
    const frame = Buffer.alloc(26);
    for (const [offset, value] of [at, width, height].entries())
      frame.writeUInt32BE(value, 4 * offset);
    return pngChunk('fcTL', frame);
  });
  const [start, rest] = [png.subarray(0, 33), png.subarray(33)];
  return Buffer.concat([start, pngChunk('acTL', control), ...repeats, rest]);
}

function createEndlessGif(gif: Buffer, frames: number): Buffer {
  const at = findGifFrame(gif);
  const loop = Buffer.from('\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0', 'latin1');
  const dot = Buffer.from('\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0', 'latin1');
  const dots = Buffer.alloc(frames * dot.length, dot);
  return Buffer.concat([gif.subarray(0, at), loop, gif.subarray(at, -1), dots]);
}

/** The first image of the GIF comes after the palette, whose size the header tells, and after extensions. */
function findGifFrame(gif: Buffer): number {
  return Math.max(13, gif.indexOf(Buffer.from([0x2c, 0, 0, 0, 0]), 13));
}

function withGifFrame(gif: Buffer, size: readonly [number, number]): Buffer {
  return withShorts(gif, findGifFrame(gif) + 5, size);
}

/** Every frame header of the file tells the size. */
function withJpegSize(jpeg: Buffer, [w, h]: readonly [number, number]): Buffer {
  const mutated = Buffer.from(jpeg);
  for (const marker of [0xc0, 0xc2]) {
    const at = mutated.indexOf(Buffer.from([0xff, marker, 0]));
    if (at < 0) continue;
    mutated.writeUInt16BE(h & 0xffff, at + 5);
    mutated.writeUInt16BE(w & 0xffff, at + 7);
  }
  return mutated;
}

function withJpegSegment(jpeg: Buffer, marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

/** A directory of EXIF that names itself as the next one, and claims more entries than there are. */
function createLoopingExif(): Buffer {
  const exif = Buffer.concat([
    Buffer.from('Exif\0\0II*\0\x08\0\0\0', 'latin1'),
    Buffer.alloc(4_000, 0xff),
  ]);
  exif.writeUInt32LE(8, exif.length - 4);
  return exif;
}

/** An extended header before the picture's own, which may tell of another size. */
function withWebpCanvas(webp: Buffer, [w, h]: readonly [number, number]): Buffer {
  const extended = Buffer.alloc(18);
  extended.write('VP8X');
  extended.writeUInt32LE(10, 4);
  extended.writeUIntLE(Math.max(0, w - 1) & 0xffffff, 12, 3);
  extended.writeUIntLE(Math.max(0, h - 1) & 0xffffff, 15, 3);
  const whole = Buffer.concat([webp.subarray(0, 12), extended, webp.subarray(12)]);
  whole.writeUInt32LE(whole.length - 8, 4);
  return whole;
}

function withAvifSize(avif: Buffer, [w, h]: readonly [number, number]): Buffer {
  const mutated = Buffer.from(avif);
  const at = mutated.indexOf('ispe');
  mutated.writeUInt32BE(w, at + 8);
  mutated.writeUInt32BE(h, at + 12);
  return mutated;
}

function withShorts(file: Buffer, at: number, values: readonly number[]): Buffer {
  const mutated = Buffer.from(file);
  values.forEach((value, index) => mutated.writeUInt16LE(value & 0xffff, at + 2 * index));
  return mutated;
}

function withInts(file: Buffer, at: number, values: readonly number[]): Buffer {
  const mutated = Buffer.from(file);
  values.forEach((value, index) => mutated.writeInt32LE(value | 0, at + 4 * index));
  return mutated;
}

function flipBits(file: Buffer, end: number, random: Random): Buffer {
  const flipped = Buffer.from(file);
  for (let flips = random.pick([1, 1, 2, 8, 64]); flips > 0; flips--) {
    const at = random.below(end);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
  }
  return flipped;
}

function fill(file: Buffer, random: Random, valueOf: () => number): Buffer {
  const filled = Buffer.from(file);
  const [from, to] = pickRange(file, random);
  for (let at = from; at < to; at++) filled[at] = valueOf();
  return filled;
}

function pickRange(file: Buffer, random: Random): [from: number, to: number] {
  const from = random.below(file.length);
  return [from, Math.min(file.length, from + 1 + random.below(random.pick([8, 256, 4_096])))];
}

function noise(length: number, random: Random): Buffer {
  return Buffer.from(Array.from({ length }, () => random.below(256)));
}
