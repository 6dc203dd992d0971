import sharp from 'sharp';
import { hash } from '../demo-feed/noise.ts';

/** How bright a square is at each of its pixels, from 0 to 255. */
type Texture = (x: number, y: number) => number;

/** Squares that a model finds more or less strange: which of them most, it alone can say. */
export const textures: Record<string, Texture> = {
  white: () => 255,
  noise: (x, y) => 255 * hash(x, y, 7),
  checks: (x, y) => (((x >> 3) + (y >> 3)) % 2 === 0 ? 255 : 0),
  stripes: (x) => (x % 8 < 4 ? 220 : 30),
  waves: (x, y) => 128 + 100 * Math.sin(x / 9) * Math.sin(y / 11),
};

export interface PlantedPatch {
  width: number;
  height: number;
  /** The centre of the patch in the pixels of the file. */
  centre: { x: number; y: number };
  side: number;
  /** White without it. */
  texture?: Texture | undefined;
  orientation?: number;
}

const quietGrey = { r: 128, g: 128, b: 128 };

/** A grey picture with one square of another look: nothing else in it can draw the attention of a model. */
export async function createPlantedPatch(patch: PlantedPatch): Promise<Buffer> {
  const { width, height, centre, side, texture = () => 255, orientation } = patch;
  const brightness = Array.from({ length: side * side }, (_, at) =>
    texture(at % side, Math.floor(at / side)),
  );
  const raw = { width: side, height: side, channels: 1 as const };
  const square = sharp(Uint8Array.from(brightness), { raw });
  const grey = sharp({ create: { width, height, channels: 3, background: quietGrey } });
  const planted = grey.composite([
    {
      input: await square.png().toBuffer(),
      left: Math.round(centre.x - side / 2),
      top: Math.round(centre.y - side / 2),
    },
  ]);
  const oriented = planted.withMetadata(orientation ? { orientation } : {});
  return oriented.jpeg({ quality: 95 }).toBuffer();
}
