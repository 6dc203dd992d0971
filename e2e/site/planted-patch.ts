import sharp from 'sharp';

export interface PlantedPatch {
  width: number;
  height: number;
  /** The centre of the patch in the pixels of the file. */
  centre: { x: number; y: number };
  side: number;
  orientation?: number;
}

const quietGrey = { r: 128, g: 128, b: 128 };

/** A grey picture with one white square: nothing else in it can draw the attention of a model. */
export async function createPlantedPatch(patch: PlantedPatch): Promise<Buffer> {
  const { width, height, centre, side, orientation } = patch;
  const square = { width: side, height: side, channels: 3 as const, background: 'white' };
  const grey = sharp({ create: { width, height, channels: 3, background: quietGrey } });
  const planted = grey.composite([
    {
      input: { create: square },
      left: Math.round(centre.x - side / 2),
      top: Math.round(centre.y - side / 2),
    },
  ]);
  const oriented = planted.withMetadata(orientation ? { orientation } : {});
  return oriented.jpeg({ quality: 95 }).toBuffer();
}
