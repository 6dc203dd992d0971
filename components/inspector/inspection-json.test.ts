import { expect, it } from 'vitest';
import { judgementOf, starter } from '../fixtures/judgements';
import { writeInspection } from './inspection-json';

const picture = {
  name: 'fox.jpg',
  judgement: judgementOf({ contentHash: 'h', score: 0.871, preview: new Blob() }),
  pictureUrl: 'https://cdn.test/fox.jpg',
  page: null,
};
const none = { status: 'notAsked' } as const;
const state = { sensitivity: 'cautious', tiles: none, layers: none } as const;

it('holds the score, the zone, what was measured of pictures like it, and the map', () => {
  const inspection: unknown = JSON.parse(writeInspection(picture, state));
  expect(inspection).toMatchObject({
    candid: 1,
    sha256: 'h',
    score: 0.871,
    verdict: 'fake',
    measured: { fake: { falsePositiveRate: 0.09, isOfDelivery: true } },
    picture: { width: 1600, delivery: 'original', url: 'https://cdn.test/fox.jpg', page: null },
    attention: { columns: 14, rows: 14 },
    tiles: null,
    layers: null,
  });
});

it('holds layers as plain numbers', () => {
  const values = Float32Array.of(0.5, 0.25, 0.125, 0);
  const region = { x: 0, y: 0, width: 1, height: 1 };
  const attention = { heads: 1, layers: 1, columns: 2, rows: 2, values, region };
  const layers = { status: 'done', attention, model: starter } as const;
  const inspection: unknown = JSON.parse(writeInspection(picture, { ...state, layers }));
  expect(inspection).toMatchObject({
    layers: { values: [0.5, 0.25, 0.125, 0], model: starter.id },
  });
});
