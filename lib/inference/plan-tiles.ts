import type { Size } from '../verdict/judgement';
import type { ResizedCrop } from './resize';

/** How a picture is resized (`scale` times its own size), and the squares that it is then cut into. */
export interface TilePlan {
  scale: number;
  tiles: ResizedCrop[];
}

interface TileLimits {
  /** Of a square, in pixels: as large as the model takes pictures. */
  side: number;
  /** How many squares are few enough. */
  most: number;
}

/** After what part of a square the next one begins. */
const strides = [0.5, 0.625, 0.75, 0.875, 1];
const smallerBy = 0.9;

/**
 * Cuts a picture into squares that cover all of it evenly, row by row: at its own resolution, each half over the next, where
 * that makes few enough; else they overlap less; else they are of a smaller picture, down to one as high as a square. A picture
 * that is smaller than a square is enlarged.
 */
export function planTiles(picture: Size, limits: TileLimits): TilePlan {
  const smallest = limits.side / Math.min(picture.width, picture.height);
  let scale = Math.max(1, smallest);
  let tiles = cut(scaled(picture, scale), limits);
  while (tiles.length > limits.most && scale > smallest) {
    scale = Math.max(scale * smallerBy, smallest);
    tiles = cut(scaled(picture, scale), limits);
  }
  return { scale, tiles };
}

function scaled({ width, height }: Size, scale: number): Size {
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** With as much overlap as keeps them few enough; none where nothing does. */
function cut(size: Size, { side, most }: TileLimits): ResizedCrop[] {
  const cuts = strides.map((stride) => cutBy(size, { side, stride: stride * side }));
  const few = cuts.find((tiles) => tiles.length <= most);
  return few ?? cuts.at(-1) ?? [];
}

function cutBy(size: Size, { side, stride }: { side: number; stride: number }): ResizedCrop[] {
  const lefts = startsAlong(size.width, { side, stride });
  const tops = startsAlong(size.height, { side, stride });
  return tops.flatMap((top) => lefts.map((left) => ({ ...size, left, top, size: side })));
}

/** Even steps of at most `stride`, the first at the start and the last so that it ends with the length. */
function startsAlong(length: number, { side, stride }: { side: number; stride: number }): number[] {
  const room = Math.max(0, length - side);
  const steps = Math.ceil(room / stride);
  return Array.from({ length: steps + 1 }, (_, at) =>
    steps === 0 ? 0 : Math.round((at * room) / steps),
  );
}
