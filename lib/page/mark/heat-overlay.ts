import { heatPixels } from '../../verdict/heat-colour';
import type { Heatmap, PageJudgement } from '../../verdict/judgement';
import { readShown } from '../geometry/content-box';
import { placePicture, placeRegion, type Box } from '../geometry/heat-placement';
import type { Layer } from './layer';

const pixelsPerPatch = 24;

/** Where the heat goes, all in viewport coordinates. */
interface HeatPlace {
  clip: Box;
  region: Box;
  radius: string;
}

/** The heatmap over a picture, exactly over the part of it that the model saw. */
export class HeatOverlay {
  readonly #clip: HTMLDivElement;
  readonly #canvas = document.createElement('canvas');
  readonly #frame = document.createElement('div');
  #painted: Heatmap | null | undefined;

  constructor(layer: Layer) {
    this.#clip = layer.add('div', 'heat');
    this.#frame.className = 'frame';
    this.#clip.append(this.#canvas, this.#frame);
    this.#clip.hidden = true;
  }

  /** Paints the heat of a judgement, null where its model tells none, and puts it and its frame in place. */
  write(
    heatmap: Heatmap | null | undefined,
    place: HeatPlace | undefined,
    origin: DOMPointLike,
  ): void {
    this.#clip.toggleAttribute('hidden', heatmap === undefined || !place);
    if (heatmap === undefined || !place) return;
    this.#canvas.hidden = heatmap === null;
    if (heatmap && this.#painted !== heatmap) paint(this.#canvas, heatmap);
    this.#painted = heatmap;
    const { clip, region, radius } = place;
    setBox(this.#clip, { ...clip, left: clip.left - origin.left, top: clip.top - origin.top });
    this.#clip.style.borderRadius = radius;
    const inClip = { ...region, left: region.left - clip.left, top: region.top - clip.top };
    setBox(this.#canvas, inClip);
    setBox(this.#frame, inClip);
  }
}

interface DOMPointLike {
  left: number;
  top: number;
}

/** Reads from the page where the heat of a judgement belongs: in the visible part of what shows its picture. */
export function readHeatPlace(
  element: Element,
  { picture }: PageJudgement,
  visible: Box,
): HeatPlace | undefined {
  const shown = readShown(element, picture);
  const clip = intersect(shown.box, visible);
  const region = placeRegion(placePicture(shown), picture.region);
  return clip && { clip, region, radius: shown.radius };
}

function paint(canvas: HTMLCanvasElement, heatmap: Heatmap): void {
  const { columns, rows } = heatmap;
  const patches = new OffscreenCanvas(columns, rows);
  patches.getContext('2d')?.putImageData(new ImageData(heatPixels(heatmap), columns, rows), 0, 0);
  canvas.width = columns * pixelsPerPatch;
  canvas.height = rows * pixelsPerPatch;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.imageSmoothingQuality = 'high';
  context.drawImage(patches, 0, 0, canvas.width, canvas.height);
}

function setBox({ style }: HTMLElement, { left, top, width, height }: Box): void {
  style.translate = `${left}px ${top}px`;
  style.width = `${width}px`;
  style.height = `${height}px`;
}

function intersect(a: Box, b: Box): Box | undefined {
  const left = Math.max(a.left, b.left);
  const top = Math.max(a.top, b.top);
  const width = Math.min(a.left + a.width, b.left + b.width) - left;
  const height = Math.min(a.top + a.height, b.top + b.height) - top;
  return width > 0 && height > 0 ? { left, top, width, height } : undefined;
}
