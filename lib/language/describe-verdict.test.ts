import { expect, it, vi } from 'vitest';
import type { Zones } from '../verdict/model';
import type { Score } from '../verdict/score';
import { describeThumbnail, describeVerdict } from './describe-verdict';

vi.mock('./translate', async () => {
  const { default: messages } = await import('../../public/_locales/en/messages.json');
  const translate = (key: keyof typeof messages, ...substitutions: string[]) =>
    messages[key].message.replaceAll(
      /\$(\d)/g,
      (_, place) => substitutions[Number(place) - 1] ?? '',
    );
  return { translate, uiLanguage: () => 'en' };
});

const notApart = { original: null, medium: null, thumbnail: null, screenshot: null };
const known = { n: 742, date: '2026-11-23', source: 'a test' };
const fake = { falsePositiveRate: 0.09, recall: 0.12, ...known };
const zones: Zones = {
  real: {
    below: 0.3,
    measured: { missRate: 0.004, fakeShare: null, ...known, date: null, byDelivery: notApart },
  },
  fake: {
    cautious: {
      atLeast: 0.8,
      measured: {
        ...fake,
        byDelivery: { ...notApart, thumbnail: { falsePositiveRate: 0.2, recall: 0.25, n: 81 } },
      },
    },
    alert: { atLeast: 0.5, measured: null },
  },
};
const thumbnail = { width: 256, height: 256, sizeInBytes: 8_000 };
const original = { width: 2000, height: 1500, sizeInBytes: 900_000 };

const scored = (score: number, picture: typeof original, part = {}) => ({
  score: score as Score,
  picture,
  model: { zones, smallest: null, ...part },
});

it('tells the error rate of the kind of delivery that the picture had', () => {
  expect(describeVerdict(scored(0.9, thumbnail), 'cautious')).toEqual({
    text:
      'This mark goes to about 20 of 100 real pictures like this one, and to about 25 of 100 fakes. ' +
      'Measured on 81 pictures, November 2026.',
    source: 'a test',
  });
});

it('says so where it only has the error rate of all', () => {
  expect(describeVerdict(scored(0.9, original), 'cautious').text).toBe(
    'This mark goes to about 9 of 100 real pictures of every kind, and to about 12 of 100 fakes. ' +
      'Pictures like this one were not measured apart. Measured on 742 pictures, November 2026.',
  );
});

it('claims no date that its source does not give', () => {
  expect(describeVerdict(scored(0.1, original), 'cautious').text).toMatch(
    /^This mark goes to fewer than 1 of 100 fakes .* Measured on 742 pictures; when is not known\.$/,
  );
});

it('says where nobody has measured', () => {
  expect(describeVerdict(scored(0.6, original), 'alert')).toEqual({
    text: 'Nobody has measured how often this model is wrong.',
    source: null,
  });
});

it.each([
  [0.3, 0.8, 'Between 0.3 and 0.8, this model cannot tell real from fake.'],
  [0.3, null, /^From 0.3 up, .* calls nothing fake\.$/],
  [null, 0.8, /^Below 0.8, .* calls nothing real\.$/],
  [null, null, /calls nothing real and nothing fake\.$/],
])('says what unsure means between %s and %s', (below, atLeast, text) => {
  const cautious = { atLeast, measured: null };
  const model = { zones: { real: { below, measured: null }, fake: { ...zones.fake, cautious } } };
  expect(describeVerdict(scored(0.5, original, model), 'cautious').text).toMatch(text);
});

it('says of a picture that is too small which size was too small, and how that is known', () => {
  const sizes = [
    { shortSide: 96, error: 0.41, n: 500 },
    { shortSide: 64, error: 0.48, n: 480 },
  ];
  const measured = { date: '2026-11-23', source: 'sizes', sizes };
  const smallest = { shortSide: 96, bound: 0.45, measured };
  const tiny = { width: 90, height: 64, sizeInBytes: 900 };
  expect(describeVerdict(scored(0.9, tiny, { smallest }), 'alert')).toEqual({
    text:
      'Its short side is 64 pixels. Below 96 pixels this model gets more than 45% of pictures ' +
      'wrong where half of them are real, so its score says nothing here. ' +
      'Measured on 480 pictures, November 2026.',
    source: 'sizes',
  });
});

it('says of a verdict from a thumbnail that it is one, and of no other', () => {
  expect(describeThumbnail(thumbnail)).toMatch(/^Judged from a thumbnail\./);
  expect(describeThumbnail(original)).toBeUndefined();
});
