/** Red, green and blue, 0 to 1 as on a screen. */
export type Colour = readonly [number, number, number];

/** The colour of a point: `y` runs from 0 (top) to 1 (bottom), `x` from 0 to `aspect`, in the same unit. */
export type Shade = (x: number, y: number) => Colour;

/** A picture as a function. The same seed gives the same picture. `aspect` is width over height. */
export type Scene = (options: { seed: number; aspect: number }) => Shade;

export function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** 0 below `from`, 1 above `to`, without a kink between. */
export function smoothstep(from: number, to: number, value: number): number {
  const t = clamp((value - from) / (to - from));
  return t * t * (3 - 2 * t);
}

export function mix(a: Colour, b: Colour, share: number): Colour {
  const t = clamp(share);
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

export function add(a: Colour, b: Colour, weight = 1): Colour {
  return [a[0] + b[0] * weight, a[1] + b[1] * weight, a[2] + b[2] * weight];
}

export function scale(colour: Colour, factor: number): Colour {
  return [colour[0] * factor, colour[1] * factor, colour[2] * factor];
}

/** `#rrggbb` as a colour. */
export function hex(code: string): Colour {
  const value = Number.parseInt(code.slice(1), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** Evenly spaced colours, blended: 0 answers the first, 1 the last. */
export function ramp(codes: string[]): (t: number) => Colour {
  const colours = codes.map(hex);
  const black: Colour = [0, 0, 0];
  return (t) => {
    const place = clamp(t) * (colours.length - 1);
    const index = Math.min(Math.floor(place), colours.length - 2);
    return mix(colours[index] ?? black, colours[index + 1] ?? black, place - index);
  };
}
