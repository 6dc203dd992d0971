import { Random } from '../../lib/inference/fixtures/random.ts';
import type { BlankedShare, Interval } from '../../lib/verdict/explanation.ts';
import type { Manner } from './blanking.ts';

/** What one picture got whole, and with a share of its patches blanked: one figure a manner, several of random draws. */
export interface BlankedPicture {
  whole: number;
  blanked: { share: number; figures: Record<Manner, number[]> }[];
}

const rounds = 2000;
const seed = 20261;
const tail = 0.025;

/** How far the figures of pictures move when a share is blanked, on average, and how much farther by the highest. */
export function measureMovement(pictures: readonly BlankedPicture[], share: number): BlankedShare {
  const moves = pictures.map((picture) => movesOf(picture, share));
  const meanOf = (manner: Manner) => mean(moves.map((move) => move[manner]));
  const beyond = (manner: Manner) => estimateMean(moves.map((move) => move.highest - move[manner]));
  return {
    share,
    highest: meanOf('highest'),
    random: meanOf('random'),
    lowest: meanOf('lowest'),
    moreThanRandom: beyond('random'),
    moreThanLowest: beyond('lowest'),
  };
}

/** Either way counts: a picture can turn out more real or more fake. */
function movesOf({ whole, blanked }: BlankedPicture, share: number): Record<Manner, number> {
  const figures = blanked.find((each) => each.share === share)?.figures;
  if (!figures) throw new Error(`Expected figures of a share of ${share}, got none`);
  const moveOf = (manner: Manner) => mean(figures[manner].map((each) => Math.abs(each - whole)));
  return { highest: moveOf('highest'), random: moveOf('random'), lowest: moveOf('lowest') };
}

/** The mean, and the interval of the means of as many numbers drawn again with replacement. */
export function estimateMean(numbers: readonly number[]): Interval {
  const random = new Random(seed);
  const means = Array.from({ length: rounds }, () => mean(numbers.map(() => random.pick(numbers))));
  const sorted = means.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.round((sorted.length - 1) * part)] ?? NaN;
  return { value: mean(numbers), low: at(tail), high: at(1 - tail) };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}
