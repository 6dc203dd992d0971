import type { Region } from '../../verdict/judgement';

export interface Size {
  width: number;
  height: number;
}

export interface Box extends Size {
  left: number;
  top: number;
}

/** How a picture fills its box: a keyword of `object-fit`, or the size itself (from `background-size`). */
export type Fit = 'fill' | 'contain' | 'cover' | 'none' | 'scale-down' | Size;

/** A box of the page and the picture in it. `position` is a computed `object-position` or `background-position`. */
export interface Placement {
  box: Box;
  natural: Size;
  fit: Fit;
  position: string;
}

/** Where the whole picture lies, also the parts of it that its box cuts off; same coordinates as `box`. */
export function placePicture({ box, natural, fit, position }: Placement): Box {
  const size = fitSize(box, natural, fit);
  const free = { width: box.width - size.width, height: box.height - size.height };
  const { x, y } = parsePosition(position, free);
  return { ...size, left: box.left + x, top: box.top + y };
}

/** Where a part of a picture lies, given where the whole of it does. */
export function placeRegion(whole: Box, region: Region): Box {
  return {
    left: whole.left + region.x * whole.width,
    top: whole.top + region.y * whole.height,
    width: region.width * whole.width,
    height: region.height * whole.height,
  };
}

/**
 * The pixels by which a picture is moved into the free space of its box, which is negative where it overflows.
 *
 * @example parsePosition('calc(100% - 10px) 50%', { width: 100, height: 40 }) // { x: 90, y: 20 }
 */
export function parsePosition(position: string, free: Size): { x: number; y: number } {
  const [first = '50%', second = '50%'] = position.match(/calc\([^)]*\)|\S+/g) ?? [];
  const isSwapped = /^(top|bottom)$/.test(first) || /^(left|right)$/.test(second);
  const [x, y] = isSwapped ? [second, first] : [first, second];
  return { x: parseOffset(x, free.width), y: parseOffset(y, free.height) };
}

const keywords: Record<string, number> = { left: 0, top: 0, center: 0.5, right: 1, bottom: 1 };

function parseOffset(offset: string, free: number): number {
  const keyword = keywords[offset];
  if (keyword !== undefined) return keyword * free;
  const terms = [...offset.matchAll(/([+-]?)\s*(\d*\.?\d+)(%|px)/g)];
  return terms.reduce((sum, [, sign, amount, unit]) => {
    const value = unit === '%' ? (Number(amount) / 100) * free : Number(amount);
    return sign === '-' ? sum - value : sum + value;
  }, 0);
}

function fitSize(box: Size, natural: Size, fit: Fit): Size {
  if (typeof fit === 'object') return fit;
  if (fit === 'fill') return { width: box.width, height: box.height };
  if (fit === 'none') return natural;
  const scales = [box.width / natural.width, box.height / natural.height];
  if (fit === 'cover') return scale(natural, Math.max(...scales));
  return scale(natural, Math.min(...scales, fit === 'scale-down' ? 1 : Infinity));
}

function scale({ width, height }: Size, factor: number): Size {
  return { width: width * factor, height: height * factor };
}
