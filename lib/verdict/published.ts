/** What somebody else's run of a model answered for known pictures. `sha256` is of the picture's file. */
export interface PublishedScores {
  source: string;
  pictures: PublishedPicture[];
}

export interface PublishedPicture {
  name: string;
  sha256: string;
  score: number;
}

/** How far our score may be from a published one: three decimals, as such scores are compared. */
export const publishedTolerance = 1e-3;

/** A file to be found among the published ones. `sha256` is hex. */
export interface NamedHash {
  name: string;
  sha256: string;
}

/** A file that is a published picture: by its content, or only by its name, its bytes being others. */
export interface PublishedMatch<File extends NamedHash> {
  picture: PublishedPicture;
  file: File;
  by: 'content' | 'name';
}

/** Our score beside a published one. `difference` is ours minus theirs. */
export interface ScoreComparison {
  name: string;
  by: 'content' | 'name';
  published: number;
  score: number;
  difference: number;
  isWithin: boolean;
}

/** Finds the published pictures among files, in their published order: by content, else by name. */
export function matchPublished<File extends NamedHash>(
  { pictures }: PublishedScores,
  files: readonly File[],
): PublishedMatch<File>[] {
  return pictures.flatMap((picture): PublishedMatch<File>[] => {
    const same = files.find(({ sha256 }) => sha256 === picture.sha256);
    if (same) return [{ picture, file: same, by: 'content' }];
    const namesake = files.find(({ name }) => name === picture.name);
    return namesake ? [{ picture, file: namesake, by: 'name' }] : [];
  });
}

/** Holds our score of a found picture against the published one. */
export function compareWithPublished(
  { picture, by }: Pick<PublishedMatch<NamedHash>, 'picture' | 'by'>,
  score: number,
): ScoreComparison {
  const difference = score - picture.score;
  const isWithin = Math.abs(difference) <= publishedTolerance;
  return { name: picture.name, by, published: picture.score, score, difference, isWithin };
}
