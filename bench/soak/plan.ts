/** What a picture's address answers, or that its page is closed before it can be judged. */
export type PictureKind = 'good' | 'broken' | 'missing' | 'hanging';

/** Two tabs with pictures that nobody has seen, and what goes wrong meanwhile. */
export interface Round {
  /** The first and the second tab's pictures. */
  tabs: [PictureKind[], PictureKind[]];
  killsWorker: boolean;
  /** The second tab is closed while its pictures are checked. */
  closesTab: boolean;
}

export const picturesPerRound = 20;

/** Faults come at steps that have no common factor, so that in time they meet in every way. A hanging server takes its 15 s. */
const everyRounds = { broken: 2, missing: 3, killsWorker: 5, closesTab: 7, hanging: 11 };

/** Round after round until there were that many pictures. */
export function planRounds(pictures: number): Round[] {
  return Array.from({ length: Math.ceil(pictures / picturesPerRound) }, (_, round) => {
    const isDue = (fault: keyof typeof everyRounds) => (round + 1) % everyRounds[fault] === 0;
    const first = Array<PictureKind>(picturesPerRound / 2).fill('good');
    if (isDue('broken')) first[1] = 'broken';
    if (isDue('missing')) first[2] = 'missing';
    if (isDue('hanging')) first[3] = 'hanging';
    const second = Array<PictureKind>(picturesPerRound / 2).fill('good');
    return {
      tabs: [first, second],
      killsWorker: isDue('killsWorker'),
      closesTab: isDue('closesTab'),
    };
  });
}
