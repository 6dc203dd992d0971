import {
  quoteExplanation,
  worthOf,
  type BlankedShare,
  type Interval,
  type MeasuredExplanation,
} from '../../lib/verdict/explanation.ts';

/** A table of what blanking moved, a line each. `unit` names what was moved. */
export function describeMovement(blanked: readonly BlankedShare[], unit: string): string[] {
  const head = [
    `blanked, ${unit}`,
    'highest',
    'random',
    'lowest',
    'beyond random',
    'beyond lowest',
  ];
  const rows = blanked.map((each) => [
    `${Math.round(each.share * 100)} %`,
    ...[each.highest, each.random, each.lowest].map((move) => move.toFixed(3)),
    describeInterval(each.moreThanRandom),
    describeInterval(each.moreThanLowest),
  ]);
  return [head, ...rows].map((cells) =>
    cells
      .map((cell) => cell.padEnd(24))
      .join('')
      .trimEnd(),
  );
}

/** What people are told it comes to. */
export function describeWorth(measured: MeasuredExplanation): string {
  const quoted = quoteExplanation(measured);
  return quoted ? worths[worthOf(quoted)] : 'The share that people are told of was not blanked';
}

const worths = {
  points: 'The map points at what the score hangs on',
  chance: 'The map is no better than chance at pointing at what the score hangs on',
  away: 'The map points away from what the score hangs on',
};

function describeInterval({ value, low, high }: Interval): string {
  return `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}
