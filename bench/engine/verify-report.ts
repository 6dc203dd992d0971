import { publishedTolerance, type ScoreComparison } from '../../lib/verdict/published.ts';

/** A published picture that was found in the folder, judged or not. */
export type VerifiedPicture =
  ScoreComparison | (Pick<ScoreComparison, 'name' | 'by' | 'published'> & { failure: string });

export interface Verification {
  pictures: VerifiedPicture[];
  /** Names of published pictures that are not in the folder. */
  missing: string[];
}

/** The table of scores, and in one sentence what it means. */
export function describeVerification({ pictures, missing }: Verification): string[] {
  if (pictures.length === 0) return [`None of the published pictures was found: ${list(missing)}`];
  const head = row('picture', 'published', 'here', 'difference');
  const failed = pictures.filter((picture) => !isWithin(picture)).length;
  return [
    head,
    ...pictures.map(describePicture),
    ...(missing.length > 0 ? [`Not in the folder: ${list(missing)}`] : []),
    failed === 0
      ? `Verified: ${pictures.length} of ${pictures.length} scores are within ${publishedTolerance} of the published ones`
      : `Not verified: ${failed} of ${pictures.length} scores are more than ${publishedTolerance} off`,
  ];
}

/** Whether at least one picture was found and all that were found agree. */
export function isVerified({ pictures }: Verification): boolean {
  return pictures.length > 0 && pictures.every(isWithin);
}

function describePicture(picture: VerifiedPicture): string {
  const note = picture.by === 'name' ? '  (found by name; its bytes are others)' : '';
  const published = picture.published.toFixed(5);
  if ('failure' in picture) {
    return `${row(picture.name, published, '-', '-')}  FAIL: ${picture.failure}${note}`;
  }
  const { name, score, difference } = picture;
  const numbers = row(name, published, score.toFixed(5), signed(difference));
  return `${numbers}  ${picture.isWithin ? 'pass' : 'FAIL'}${note}`;
}

function isWithin(picture: VerifiedPicture): boolean {
  return 'isWithin' in picture && picture.isWithin;
}

function row(name: string, ...numbers: string[]): string {
  return name.padEnd(24) + numbers.map((number) => number.padStart(12)).join('');
}

function signed(difference: number): string {
  return `${difference < 0 ? '' : '+'}${difference.toFixed(6)}`;
}

function list(names: string[]): string {
  return names.join(', ');
}
