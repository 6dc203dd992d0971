import { mapTiles, pickAttention, type ScoredTile } from '../../lib/verdict/closer-look';
import { heatPixels, rangeOf, type HeatRange } from '../../lib/verdict/heat-colour';
import type { Heatmap, Region } from '../../lib/verdict/judgement';
import { smoothHeat } from '../../lib/verdict/smooth-heat';
import type { InspectedPicture, InspectorChoice, LayersState, TilesState } from './inspector';

/** What lies over a picture: a map, the part of the picture that it is of, and which values are coldest and warmest. */
export interface HeatLayer {
  heatmap: Heatmap;
  region: Region;
  range: HeatRange;
}

interface Shown extends Pick<InspectorChoice, 'view' | 'pick'> {
  picture: InspectedPicture;
  layers: LayersState;
  tiles: TilesState;
  /** The displayed picture's width by its height. */
  aspect: number;
}

interface Framed {
  picture: InspectedPicture;
  tiles: TilesState;
  choice: Pick<InspectorChoice, 'view' | 'tile'>;
}

const whole: Region = { x: 0, y: 0, width: 1, height: 1 };

/** Scores mean the same in every picture, so their colours do too. */
const scoreRange: HeatRange = { least: 0, greatest: 1 };

/** How many pixels a side of a patch is drawn in. */
const pixelsPerPatch = { attention: 16, score: 6 };

/** What a person chose to see over the picture; undefined where there is nothing yet. */
export function findHeatLayer(shown: Shown): HeatLayer | undefined {
  const { picture, view, pick, layers, tiles, aspect } = shown;
  if (view === 'tiles') {
    return 'tiles' in tiles ? layerOfTiles(tiles.tiles, aspect) : undefined;
  }
  if (view === 'layers') {
    if (layers.status !== 'done' || !layers.attention) return undefined;
    const { attention } = layers;
    return layerOf(pickAttention(attention, pick), attention.region);
  }
  const { heatmap, picture: scored } = picture.judgement;
  return heatmap ? layerOf(heatmap, scored.region) : undefined;
}

/** The frame of what was scored, or of the tile that is pointed out. */
export function findFrame({ picture, choice, tiles }: Framed): Region | undefined {
  if (choice.view !== 'tiles') return picture.judgement.picture.region;
  if (!('tiles' in tiles) || choice.tile === undefined) return undefined;
  return tiles.tiles[choice.tile]?.region;
}

function layerOf(heatmap: Heatmap, region: Region): HeatLayer {
  return {
    heatmap: smoothHeat(heatmap, pixelsPerPatch.attention),
    region,
    range: rangeOf(heatmap),
  };
}

function layerOfTiles(tiles: readonly ScoredTile[], aspect: number): HeatLayer {
  const heatmap = smoothHeat(mapTiles(tiles, aspect), pixelsPerPatch.score);
  return { heatmap, region: whole, range: scoreRange };
}

/** Paints a layer, and makes the canvas as large as it is. */
export function paintLayer(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  { heatmap, range }: HeatLayer,
): void {
  const { canvas } = context;
  const { columns, rows } = heatmap;
  canvas.width = columns;
  canvas.height = rows;
  context.putImageData(new ImageData(heatPixels(heatmap, range), columns, rows), 0, 0);
}
