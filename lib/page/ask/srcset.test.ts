import { expect, it } from 'vitest';
import { parseSrcset } from './srcset';

const base = 'https://x.com/post/';
const parse = (srcset: string) => parseSrcset(srcset, base);

it('reads widths and densities, and takes a file without any for one of density 1', () => {
  expect(parse('/a.jpg 320w, b.jpg 640w')).toEqual([
    { url: 'https://x.com/a.jpg', width: 320 },
    { url: 'https://x.com/post/b.jpg', width: 640 },
  ]);
  expect(parse('a.jpg, b.jpg 1.5x,c.jpg 2x')).toEqual([
    { url: 'https://x.com/post/a.jpg', density: 1 },
    { url: 'https://x.com/post/b.jpg', density: 1.5 },
    { url: 'https://x.com/post/c.jpg', density: 2 },
  ]);
});

it('keeps commas inside URLs', () => {
  const cropped = 'https://cdn.test/w_300,c_fill/a.jpg';
  expect(parse(`${cropped} 300w, data:image/png;base64,AAAA 600w`)).toEqual([
    { url: cropped, width: 300 },
    { url: 'data:image/png;base64,AAAA', width: 600 },
  ]);
});

it('reads what pages write over several lines, with heights and stray commas', () => {
  const srcset = `
    a.jpg 320w 200h,
    b.jpg   640w,
  `;
  expect(parse(srcset).map(({ width }) => width)).toEqual([320, 640]);
});

it.each(['', '   ', ',', 'http://[ 320w'])('finds nothing in %j', (srcset) => {
  expect(parse(srcset)).toEqual([]);
});
