import { describe, expect, it } from 'vitest';
import { chooseZones, fakeFrom, fakeShareOf, realBelow, type Zone } from './choose-zones.ts';
import { curveOf, leaveOutEach, sharesOf, type JudgedPicture } from './leave-out.ts';

function picturesOf(
  label: 'real' | 'fake',
  source: string,
  scores: readonly number[],
): JudgedPicture[] {
  return scores.map((score, i) => ({ path: `${label}/${source}/${i}`, label, source, score }));
}

const pictures = [
  ...picturesOf('real', 'A', [0.1, 0.2, 0.3, 0.4]),
  ...picturesOf('real', 'B', [0.1, 0.2, 0.3, 0.9]),
  ...picturesOf('fake', 'C', [0.5, 0.6, 0.7, 0.8]),
  ...picturesOf('fake', 'D', [0.35, 0.6, 0.95, 0.97]),
];

/** How many pictures of each source are called. */
function countCalls({ calls }: Zone): Record<string, number> {
  const called = calls.filter(({ isCalled }) => isCalled).map(({ picture }) => picture.source);
  return Object.fromEntries(
    ['A', 'B', 'C', 'D'].map((name) => [name, called.filter((s) => s === name).length]),
  );
}

describe('zones by four sources of four pictures, by hand', () => {
  const { cautious, alert, real } = chooseZones(pictures);

  it('calls nothing fake where a source that was left out always passes the bound', () => {
    // Chosen on A alone, any threshold calls the 0.9 of B fake: one real picture of eight, 12.5 %.
    expect(cautious).toBeNull();
  });

  it('keeps to one false alarm in five, chosen on the others', () => {
    // Without A: B's 0.9 is a fourth of the reals, so above it; without B: above 0.4. Without C and D, one of 8 reals may.
    const without = { A: 0.95, B: 0.5, C: 0.6, D: 0.5 };
    expect(Object.fromEntries(alert?.withoutSource ?? [])).toEqual(without);
    expect(alert?.threshold).toBe(0.5);
    expect(alert && countCalls(alert)).toEqual({ A: 0, B: 1, C: 3, D: 3 });
    expect(alert && sharesOf(alert.calls)).toEqual({ real: 1 / 8, fake: 6 / 8 });
  });

  it('calls real what holds one fake in five at most, and never what is called fake', () => {
    // Without A: below 0.5 lie 1/8 of fakes and 3/4 of reals, below 0.6 1/4 and 3/4. Without B: 0.6, but fake begins at 0.5.
    // Without C: below 0.4 lie 1/4 of fakes and 3/4 of reals. Without D: below 0.6 lie 1/4 of fakes and 7/8 of reals.
    const without = { A: 0.5, B: 0.5, C: 0.35, D: 0.5 };
    expect(Object.fromEntries(real?.withoutSource ?? [])).toEqual(without);
    expect(real?.threshold).toBe(0.5);
    expect(real && countCalls(real)).toEqual({ A: 4, B: 3, C: 0, D: 1 });
    expect(real && fakeShareOf(real.calls)).toBe(1 / 8 / (1 / 8 + 7 / 8));
  });
});

it('goes to a stricter threshold where the bound itself is passed on sources left out', () => {
  // Without A, two of the 40 other reals may be called: from 0.78 up, which calls four of A, 6.7 % of all 60. Not before two
  // fifths of the bound may none of the 40: from 0.81 up. Of all 60 one may then: from 0.8 up.
  const low = Array.from({ length: 16 }, () => 0.1);
  const set = [
    ...picturesOf('real', 'A', [...low, 0.79, 0.79, 0.79, 0.79]),
    ...picturesOf('real', 'B', [...low, 0.1, 0.1, 0.1, 0.8]),
    ...picturesOf('real', 'C', [...low, 0.1, 0.1, 0.1, 0.78]),
    ...picturesOf('fake', 'D', [0.785, 0.81, 0.9, 0.95]),
    ...picturesOf('fake', 'E', [0.785, 0.81, 0.9, 0.95]),
  ];
  const { cautious } = chooseZones(set);
  expect(cautious?.withoutSource.get('A')).toBe(0.81);
  expect(cautious?.threshold).toBe(0.8);
  expect(cautious && sharesOf(cautious.calls)).toEqual({ real: 0, fake: 6 / 8 });
});

it('has no zones where all scores are the same', () => {
  const same = pictures.map((picture) => ({ ...picture, score: 0.5 }));
  expect(chooseZones(same)).toEqual({ cautious: null, alert: null, real: null });
});

it('has wide zones where scores tell everything', () => {
  const told = pictures.map((picture) => ({
    ...picture,
    score: picture.label === 'fake' ? 0.9 : 0.1,
  }));
  const { cautious, alert, real } = chooseZones(told);
  expect([real?.threshold, alert?.threshold, cautious?.threshold]).toEqual([0.9, 0.9, 0.9]);
});

describe('a threshold', () => {
  const curve = curveOf([
    ...picturesOf('real', 'A', [0.12345, 0.2]),
    ...picturesOf('fake', 'B', [0.12346, 0.9]),
  ]);

  it('is rounded towards fewer calls', () => {
    expect(fakeFrom(curve, 0.5)).toBe(0.1235);
    expect(realBelow(curve, 0)).toBe(0.1234);
  });

  it('is none where a class is missing', () => {
    const reals = curveOf(picturesOf('real', 'A', [0.1]));
    expect([fakeFrom(reals, 1), realBelow(reals, 1)]).toEqual([null, null]);
  });
});

/** Numbers from 0 to 1 that look random and are the same in every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

describe.each([1, 2, 3, 4, 5])('of random pictures (%d)', (seed) => {
  const random = randomFrom(seed);
  const set = ['A', 'B', 'C', 'D', 'E', 'F'].flatMap((source) =>
    (['real', 'fake'] as const).flatMap((label) =>
      picturesOf(
        label,
        source,
        Array.from({ length: 30 }, () => (label === 'fake' ? random() ** 0.3 : random())),
      ),
    ),
  );

  it('no source has a say in what the others make of it', () => {
    for (const { source, others } of leaveOutEach(set)) {
      const changed = set.map((picture) =>
        picture.source === source ? { ...picture, score: random() } : picture,
      );
      const fold = leaveOutEach(changed).find((each) => each.source === source);
      expect(fold?.others).toEqual(others);
    }
  });

  it('every zone keeps its bound on sources left out, and they do not overlap', () => {
    const { cautious, alert, real } = chooseZones(set);
    expect(cautious ? sharesOf(cautious.calls)?.real : 0).toBeLessThanOrEqual(0.05);
    expect(alert ? sharesOf(alert.calls)?.real : 0).toBeLessThanOrEqual(0.2);
    expect(real ? fakeShareOf(real.calls) : 0).toBeLessThanOrEqual(0.2);
    const thresholds = [real, alert, cautious].map((zone) => zone?.threshold);
    const known = thresholds.filter((threshold) => threshold !== undefined);
    expect(known).toEqual(known.toSorted((a, b) => a - b));
  });
});
