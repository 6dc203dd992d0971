import type { Scene } from './paint.ts';
import { aurora } from './scenes/aurora.ts';
import { bokeh } from './scenes/bokeh.ts';
import { canyon } from './scenes/canyon.ts';
import { contours } from './scenes/contours.ts';
import { dunes } from './scenes/dunes.ts';
import { flowField } from './scenes/flow-field.ts';
import { forest } from './scenes/forest.ts';
import { glass } from './scenes/glass.ts';
import { julia } from './scenes/julia.ts';
import { marble } from './scenes/marble.ts';
import { mountains } from './scenes/mountains.ts';
import { nightSky } from './scenes/night-sky.ts';
import { planet } from './scenes/planet.ts';
import { ripples } from './scenes/ripples.ts';
import { sea } from './scenes/sea.ts';
import { spheres } from './scenes/spheres.ts';
import { weave } from './scenes/weave.ts';

/** A picture that our own code paints. Sizes in pixels; `widths` are those in which it is offered, largest last. */
export interface Picture {
  scene: Scene;
  seed: number;
  width: number;
  height: number;
  format: 'jpeg' | 'webp' | 'png';
  widths: readonly number[];
  /** What a person who cannot see it is told. */
  alt: string;
}

export type PictureName = keyof typeof pictures;

const responsive = [480, 800, 1200];
const landscape = { width: 1200, height: 800, format: 'jpeg', widths: responsive } as const;
const portrait = { width: 800, height: 1120, format: 'webp', widths: [400, 800] } as const;
const square = { width: 900, height: 900, format: 'jpeg', widths: [450, 900] } as const;
const panorama = { width: 2400, height: 520, format: 'jpeg', widths: [1200, 2400] } as const;

/** Every picture of the feed, by name. */
export const pictures = {
  mountains: { ...panorama, scene: mountains, seed: 11, alt: 'Seven ridges in evening fog' },
  dunes: { ...landscape, scene: dunes, seed: 4, alt: 'Dunes at dusk' },
  'night-sky': { ...portrait, scene: nightSky, seed: 21, alt: 'A band of stars over a dark hill' },
  'flow-field': { ...square, scene: flowField, seed: 8, alt: 'Combed lines in a turning wind' },
  spheres: { ...landscape, scene: spheres, seed: 35, alt: 'Painted balls on a pale floor' },
  julia: {
    ...landscape,
    format: 'png',
    scene: julia,
    seed: 3,
    alt: 'A Julia set in teal and rust',
  },
  sea: { ...landscape, scene: sea, seed: 17, alt: 'A calm sea under a low sun' },
  weave: { ...square, scene: weave, seed: 5, alt: 'Blue and red wool in twill' },
  aurora: {
    ...landscape,
    format: 'webp',
    scene: aurora,
    seed: 9,
    alt: 'Green light over a frozen lake',
  },
  marble: {
    ...square,
    format: 'webp',
    scene: marble,
    seed: 14,
    alt: 'Green marble with gold veins',
  },
  bokeh: { ...landscape, scene: bokeh, seed: 2, alt: 'City lights out of focus' },
  glass: { ...portrait, format: 'png', scene: glass, seed: 6, alt: 'A stained-glass window' },
  planet: { ...landscape, scene: planet, seed: 12, alt: 'A banded planet with a ring' },
  forest: { ...landscape, scene: forest, seed: 19, alt: 'Fir trees in morning mist' },
  ripples: { ...square, scene: ripples, seed: 7, alt: 'Rain on a pond' },
  contours: {
    ...landscape,
    format: 'webp',
    scene: contours,
    seed: 23,
    alt: 'A relief of cut paper',
  },
  canyon: {
    ...portrait,
    format: 'jpeg',
    scene: canyon,
    seed: 13,
    alt: 'The walls of a slot canyon',
  },
  'mountains-dawn': { ...square, scene: mountains, seed: 40, alt: 'Ridges before sunrise' },
} satisfies Record<string, Picture>;

/** The file in which a picture is offered at one width. */
export function fileNameOf(name: string, { format }: Picture, width: number): string {
  return `${name}-${width}.${format}`;
}
