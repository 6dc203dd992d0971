import type { Region } from '../../lib/verdict/judgement';
import { paintLayer, type HeatLayer } from './heat-layer';

interface Composition {
  file: Blob;
  layer: HeatLayer | undefined;
  /** Of the layer, from 0 to 1. */
  opacity: number;
  frame: Region | undefined;
  /** What stands below the picture: it says what is seen, wherever the file goes. */
  captions: string[];
}

interface Size {
  width: number;
  height: number;
}

type Context = OffscreenCanvasRenderingContext2D;

/** As large as a canvas may be everywhere. */
const mostPixelsPerSide = 4096;
const leastWidth = 480;
const paper = '#ffffff';
const ink = '#171b1f';

/**
 * Draws a picture with what lies over it, and captions below, as a PNG.
 *
 * @throws DOMException where the browser cannot read the file.
 */
export async function composePicture(composition: Composition): Promise<Blob> {
  const bitmap = await createImageBitmap(composition.file);
  try {
    const canvas = new OffscreenCanvas(1, 1);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('Expected a 2D canvas, got none');
    draw(context, bitmap, composition);
    return await canvas.convertToBlob({ type: 'image/png' });
  } finally {
    bitmap.close();
  }
}

function draw(context: Context, bitmap: ImageBitmap, composition: Composition): void {
  const picture = sizeOf(bitmap);
  const text = Math.round(Math.max(13, picture.width / 60));
  context.font = fontOf(text);
  const lines = composition.captions.flatMap((caption) =>
    breakLines(caption, (line) => context.measureText(line).width <= picture.width - 2 * text),
  );
  const { canvas } = context;
  canvas.width = picture.width;
  canvas.height = picture.height + Math.round((lines.length * 1.4 + 1.2) * text);
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, picture.width, picture.height);
  drawLayer(context, picture, composition);
  if (composition.frame) drawFrame(context, placeIn(picture, composition.frame));
  writeLines(context, lines, { top: picture.height, text });
}

/** Small pictures grow, so that captions fit below. */
function sizeOf({ width, height }: Size): Size {
  const most = mostPixelsPerSide / Math.max(width, height);
  const scale = Math.min(most, Math.max(1, leastWidth / width));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

function drawLayer(context: Context, picture: Size, { layer, opacity }: Composition): void {
  if (!layer) return;
  const heat = new OffscreenCanvas(1, 1);
  const heatContext = heat.getContext('2d');
  if (heatContext) paintLayer(heatContext, layer);
  const { left, top, width, height } = placeIn(picture, layer.region);
  context.globalAlpha = opacity;
  context.drawImage(heat, left, top, width, height);
  context.globalAlpha = 1;
}

function drawFrame(
  context: Context,
  { left, top, width, height }: ReturnType<typeof placeIn>,
): void {
  const thin = Math.max(1.5, context.canvas.width / 500);
  for (const [style, inset] of [
    ['rgb(0 0 0 / 60%)', 1.5],
    ['rgb(255 255 255 / 90%)', 0.5],
  ] as const) {
    context.lineWidth = thin;
    context.strokeStyle = style;
    const edge = inset * thin;
    context.strokeRect(left + edge, top + edge, width - 2 * edge, height - 2 * edge);
  }
}

function placeIn(picture: Size, { x, y, width, height }: Region) {
  return {
    left: x * picture.width,
    top: y * picture.height,
    width: width * picture.width,
    height: height * picture.height,
  };
}

function writeLines(
  context: Context,
  lines: string[],
  { top, text }: { top: number; text: number },
): void {
  context.font = fontOf(text);
  context.fillStyle = ink;
  context.textBaseline = 'top';
  lines.forEach((line, at) => context.fillText(line, text, top + (at * 1.4 + 0.7) * text));
}

function fontOf(sizeInPixels: number): string {
  return `${sizeInPixels}px system-ui, sans-serif`;
}

/** Breaks a text where the language allows it, so that every line fits if one word does. */
export function breakLines(text: string, fits: (line: string) => boolean): string[] {
  const lines = [''];
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) {
    const line = lines.at(-1) ?? '';
    if (line === '' || fits((line + segment).trimEnd())) lines[lines.length - 1] = line + segment;
    else lines.push(segment.trimStart());
  }
  return lines.map((line) => line.trimEnd()).filter((line) => line !== '');
}
