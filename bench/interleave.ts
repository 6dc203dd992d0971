/** Whoever is measured. `measure` does the work once and answers what it saw. */
export interface Contestant<Sample> {
  name: string;
  measure(): Promise<Sample>;
}

export interface Rounds {
  warmUps: number;
  rounds: number;
}

/**
 * Lets the contestants work in turn, one at a time and round after round, so that whatever else the machine does hits all
 * of them alike. Answers the samples of each without the warm-ups.
 */
export async function interleave<Sample>(
  contestants: readonly Contestant<Sample>[],
  { warmUps, rounds }: Rounds,
): Promise<Map<string, Sample[]>> {
  const samples = new Map(contestants.map(({ name }) => [name, [] as Sample[]]));
  for (let round = -warmUps; round < rounds; round++) {
    for (const contestant of contestants) {
      const sample = await contestant.measure();
      if (round >= 0) samples.get(contestant.name)?.push(sample);
    }
  }
  return samples;
}
