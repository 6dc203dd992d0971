import { describe, expect, it } from 'vitest';
import { parsePosition, placePicture, placeRegion, type Fit } from './heat-placement';

const box = { left: 10, top: 20, width: 200, height: 100 };
const square = { width: 400, height: 400 };
const place = (fit: Fit, position = '50% 50%', natural = square) =>
  placePicture({ box, natural, fit, position });

describe('a picture in its box', () => {
  it('is stretched by fill', () => {
    expect(place('fill')).toEqual(box);
  });

  it('overflows on the short side under cover', () => {
    expect(place('cover')).toEqual({ left: 10, top: -30, width: 200, height: 200 });
  });

  it('leaves bars under contain', () => {
    expect(place('contain')).toEqual({ left: 60, top: 20, width: 100, height: 100 });
  });

  it('keeps its size under none', () => {
    expect(place('none')).toEqual({ left: -90, top: -130, width: 400, height: 400 });
  });

  it('is never enlarged by scale-down', () => {
    const small = { width: 40, height: 20 };
    expect(place('scale-down', '0% 0%', small)).toEqual({ left: 10, top: 20, ...small });
    expect(place('scale-down')).toEqual(place('contain'));
  });

  it('takes the size that a background names', () => {
    expect(place({ width: 50, height: 60 }, 'right bottom')).toMatchObject({ left: 160, top: 60 });
  });

  it('shows the middle of a panorama under cover', () => {
    const panorama = { width: 1000, height: 100 };
    expect(place('cover', '50% 50%', panorama)).toEqual({ left: -390, top: 20, ...panorama });
  });
});

describe('the scored part', () => {
  it('is the middle square of a panorama, whatever its box cuts off', () => {
    const whole = place('cover', '0% 50%', { width: 1000, height: 100 });
    const region = { x: 0.45, y: 0, width: 0.1, height: 1 };
    expect(placeRegion(whole, region)).toEqual({ left: 460, top: 20, width: 100, height: 100 });
  });
});

it.each([
  ['25% 75%', { x: 25, y: 30 }],
  ['10px -5px', { x: 10, y: -5 }],
  ['top left', { x: 0, y: 0 }],
  ['center', { x: 50, y: 20 }],
  ['right', { x: 100, y: 20 }],
  ['calc(100% - 10px) calc(50% + 5px)', { x: 90, y: 25 }],
])('reads the position %s', (position, offsets) => {
  expect(parsePosition(position, { width: 100, height: 40 })).toEqual(offsets);
});

it('moves an overflowing picture the other way', () => {
  expect(parsePosition('100% 0%', { width: -50, height: -50 })).toEqual({ x: -50, y: 0 });
});
