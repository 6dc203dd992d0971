import type { Heatmap, Region } from '../verdict/judgement';

/** How a picture as stored in its file becomes the displayed one: turned clockwise by degrees, then mirrored left to right. */
export interface Orientation {
  rotation: 0 | 90 | 180 | 270;
  flip: boolean;
}

/** Maps a rectangle, in fractions of the stored picture, to the displayed one. */
export function turnRegion(region: Region, { rotation, flip }: Orientation): Region {
  const turned = turnClockwise(region, rotation);
  return flip ? { ...turned, x: 1 - turned.x - turned.width } : turned;
}

function turnClockwise(region: Region, rotation: Orientation['rotation']): Region {
  const { x, y, width, height } = region;
  switch (rotation) {
    case 0:
      return region;
    case 90:
      return { x: 1 - y - height, y: x, width: height, height: width };
    case 180:
      return { x: 1 - x - width, y: 1 - y - height, width, height };
    case 270:
      return { x: y, y: 1 - x - width, width: height, height: width };
  }
}

/** Brings a heatmap over the stored picture into the orientation in which the picture is displayed. */
export function turnHeatmap(stored: Heatmap, orientation: Orientation): Heatmap {
  const isOnItsSide = orientation.rotation % 180 !== 0;
  const columns = isOnItsSide ? stored.rows : stored.columns;
  const rows = isOnItsSide ? stored.columns : stored.rows;
  const values = new Float32Array(stored.values.length);
  stored.values.forEach((value, at) => {
    const cell = turnRegion(cellOf(stored, at), orientation);
    values[Math.round(cell.y * rows) * columns + Math.round(cell.x * columns)] = value;
  });
  return { columns, rows, values };
}

function cellOf({ columns, rows }: Heatmap, at: number): Region {
  return {
    x: (at % columns) / columns,
    y: Math.floor(at / columns) / rows,
    width: 1 / columns,
    height: 1 / rows,
  };
}
