/** Enough to tell one drawing from another; little enough to be read back often. */
const side = 16;

/** A few RGBA pixels of a canvas, all 0 where it has none; undefined where it was drawn from another origin and cannot be read. */
export function sampleCanvas(canvas: HTMLCanvasElement): Uint32Array | undefined {
  const context = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
  if (!context || canvas.width === 0 || canvas.height === 0) return new Uint32Array(side * side);
  context.drawImage(canvas, 0, 0, side, side);
  try {
    return new Uint32Array(context.getImageData(0, 0, side, side).data.buffer);
  } catch {
    return undefined;
  }
}
