import { expect, it } from 'vitest';
import { chooseUrl } from './background-image';

it.each([
  ['none', 1, undefined],
  ['linear-gradient(red, blue)', 1, undefined],
  ['url("https://a.test/1.jpg")', 1, 'https://a.test/1.jpg'],
  [
    'linear-gradient(red, blue), url("https://a.test/top.jpg"), url("under.jpg")',
    1,
    'https://a.test/top.jpg',
  ],
  ['url("https://a.test/a\\"b).jpg")', 1, 'https://a.test/a"b).jpg'],
  ['image-set(url("1.jpg") 1dppx, url("2.jpg") 2dppx)', 1, '1.jpg'],
  ['image-set(url("1.jpg") 1dppx, url("2.jpg") 2dppx)', 1.5, '2.jpg'],
  ['image-set(url("2.jpg") 2dppx, url("1.jpg") 1dppx)', 3, '2.jpg'],
  ['image-set(url("print.jpg") 300dpi, url("screen.jpg") 96dpi)', 1, 'screen.jpg'],
])('of %s at %d pixels shows %s', (image, pixelRatio, url) => {
  expect(chooseUrl(image, pixelRatio)).toBe(url);
});
