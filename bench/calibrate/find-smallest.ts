import type { ErrorAtSize } from '../../lib/verdict/measured.ts';
import { sharesOf, type JudgedPicture } from './leave-out.ts';
import type { Zone } from './choose-zones.ts';

/** The most wrong answers where half of the pictures are real. A coin gives 0.5. */
export const errorBound = 0.45;

/** Pictures that were all delivered with one short side, in pixels. */
export interface SizedPictures {
  shortSide: number;
  pictures: JudgedPicture[];
}

/**
 * How often a model is wrong at each size (1 - balanced accuracy), the largest first: about each picture by the alert
 * threshold that was chosen without its source. Sizes at which a class is missing are left out.
 */
export function measureSizes(
  sizes: readonly SizedPictures[],
  alert: Pick<Zone, 'withoutSource'>,
): ErrorAtSize[] {
  const descending = sizes.toSorted((a, b) => b.shortSide - a.shortSide);
  return descending.flatMap(({ shortSide, pictures }) => {
    const shares = sharesOf(
      pictures.map((picture) => {
        const from = alert.withoutSource.get(picture.source) ?? Infinity;
        return { picture, isCalled: picture.score >= from };
      }),
    );
    if (!shares) return [];
    return [{ shortSide, error: (shares.real + 1 - shares.fake) / 2, n: pictures.length }];
  });
}

/**
 * The short side down to which the error keeps the bound, where a smaller measured one does not. `always` and `never` where
 * size makes no such difference. `sizes` have the largest first.
 */
export function findSmallest(
  sizes: readonly ErrorAtSize[],
  bound = errorBound,
): number | 'always' | 'never' {
  const firstBad = sizes.findIndex(({ error }) => error > bound);
  if (firstBad === -1) return 'always';
  return sizes[firstBad - 1]?.shortSide ?? 'never';
}
