import { expect, it, vi } from 'vitest';
import type { ScoredPicture } from '../verdict/judgement';
import { describeFetched, describeLarger, describeOrigin } from './describe-source';

vi.mock('./translate', async () => {
  const { default: messages } = await import('../../public/_locales/en/messages.json');
  const translate = (key: keyof typeof messages, ...substitutions: string[]) =>
    messages[key].message.replaceAll(
      /\$(\d)/g,
      (_, place) => substitutions[Number(place) - 1] ?? '',
    );
  return { translate, uiLanguage: () => 'en' };
});

const unknown: ScoredPicture = {
  origin: 'url',
  width: 2048,
  height: 1536,
  format: 'jpeg',
  sizeInBytes: 1_200_000,
  region: { x: 0, y: 0, width: 1, height: 1 },
};
const scored: ScoredPicture = {
  ...unknown,
  source: 'shown',
  shown: null,
  fetchedBytes: 1_200_000,
};
const larger: ScoredPicture = {
  ...scored,
  source: 'larger',
  shown: { width: 600, height: 450 },
  fetchedBytes: 1_260_000,
};

it('says of a larger file that it was scored in place of the one that the page shows', () => {
  expect(describeLarger(larger)).toBe(
    'Scored the 2,048 × 1,536 px file of this picture, not the one of 600 × 450 px that the page shows.',
  );
  expect(describeOrigin(larger)).toBe('A larger file of the same picture');
  expect(describeLarger(scored)).toBeUndefined();
  expect(describeOrigin(scored)).toBe('The original, from the picture’s server');
});

it('says what was downloaded', () => {
  expect(describeFetched(larger)).toBe('1.3 MB for this check');
  expect(describeFetched({ ...scored, fetchedBytes: 0 })).toBe('Nothing, it came with the page');
});

it("says nothing of what was judged before downloads were counted, nor of a person's own files", () => {
  expect(describeFetched(unknown)).toBeUndefined();
  expect(describeFetched({ ...scored, origin: 'file', fetchedBytes: 0 })).toBeUndefined();
});
