import type { EvaluationRecord } from '../eval/evaluation.ts';
import { findRoc, rank, type RocPoint } from '../eval/metrics.ts';

/** What of a judged picture a choice of thresholds needs. */
export type JudgedPicture = Pick<EvaluationRecord, 'path' | 'label' | 'source' | 'score'> &
  Partial<Pick<EvaluationRecord, 'delivery'>>;

/** How often each class is called fake from every score up. Undefined where a class is missing. */
export type Curve = RocPoint[] | undefined;

/** A source, and what all others together say of thresholds. */
export interface Fold<Picture extends JudgedPicture = JudgedPicture> {
  source: string;
  own: Picture[];
  others: Curve;
}

/** Leaves out each source in turn. Pictures of one source are left out together, whether they are real or fake. */
export function leaveOutEach<Picture extends JudgedPicture>(
  pictures: readonly Picture[],
): Fold<Picture>[] {
  const bySource = Map.groupBy(pictures, ({ source }) => source);
  return [...bySource].map(([source, own]) => ({
    source,
    own,
    others: curveOf(pictures.filter((picture) => picture.source !== source)),
  }));
}

export function curveOf(pictures: readonly JudgedPicture[]): Curve {
  const scored = pictures.map(({ score, label }) => ({ score, isFake: label === 'fake' }));
  return findRoc(rank(scored));
}

/** A picture, and whether the threshold that was chosen without its source puts it into the zone. */
export interface Call<Picture extends JudgedPicture = JudgedPicture> {
  picture: Picture;
  isCalled: boolean;
}

/** Of real pictures and of fakes, the fraction that is called. Undefined where a class is missing. */
export function sharesOf(calls: readonly Call[]): Record<'real' | 'fake', number> | undefined {
  const shareOf = (label: 'real' | 'fake') => {
    const own = calls.filter(({ picture }) => picture.label === label);
    return own.filter(({ isCalled }) => isCalled).length / own.length;
  };
  const shares = { real: shareOf('real'), fake: shareOf('fake') };
  return Number.isNaN(shares.real + shares.fake) ? undefined : shares;
}
