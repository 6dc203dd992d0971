import type { PictureName } from './pictures.ts';

/** One post of the feed. What its pictures show is told by their alt texts; `text` tells how they were made. */
export type Post =
  | { kind: 'single' | 'formats' | 'panorama' | 'portrait'; picture: PictureName; text: string }
  | { kind: 'gallery'; pictures: PictureName[]; text: string }
  | { kind: 'broken'; file: 'missing.jpeg' | 'truncated.jpeg' | 'not-a-picture.png'; text: string };

/** The whole feed, top to bottom. */
export const posts: Post[] = [
  { kind: 'single', picture: 'dunes', text: 'Five layers of noise and a sine for the ripples.' },
  { kind: 'single', picture: 'planet', text: 'One circle, two ellipses, six colours.' },
  {
    kind: 'gallery',
    pictures: ['flow-field', 'weave', 'marble', 'ripples'],
    text: 'Four textures. Each is a function of x and y and a seed.',
  },
  { kind: 'panorama', picture: 'mountains', text: 'Ridges behind ridges, cut to fit this card.' },
  {
    kind: 'formats',
    picture: 'aurora',
    text: 'Three curtains of light, and the same upside down.',
  },
  {
    kind: 'portrait',
    picture: 'canyon',
    text: 'Distance to a bent line, coloured like sandstone.',
  },
  { kind: 'single', picture: 'spheres', text: 'Fourteen spheres and a floor, ray traced.' },
  { kind: 'single', picture: 'sea', text: 'The glitter is noise above a threshold.' },
  { kind: 'portrait', picture: 'night-sky', text: 'A band, some dust, and hashed stars.' },
  { kind: 'single', picture: 'julia', text: 'z² + c, a hundred and ten times.' },
  { kind: 'formats', picture: 'contours', text: 'Thirteen levels of one surface.' },
  { kind: 'gallery', pictures: ['bokeh', 'mountains-dawn'], text: 'Discs, and ridges again.' },
  { kind: 'portrait', picture: 'glass', text: 'Nearest point wins; the runner-up draws the lead.' },
  { kind: 'single', picture: 'forest', text: 'Saw teeth, six rows deep.' },
  { kind: 'broken', file: 'truncated.jpeg', text: 'Meant to fail: half of this file is missing.' },
  { kind: 'broken', file: 'missing.jpeg', text: 'Meant to fail: there is no such file.' },
  {
    kind: 'broken',
    file: 'not-a-picture.png',
    text: 'Meant to fail: a page, named like a picture.',
  },
];
