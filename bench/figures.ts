/** Who is compared. */
export const contestants = ['ours', 'stock', 'isolated', 'native'] as const;

export type ContestantName = (typeof contestants)[number];

/** What is measured of a contestant. Times are in ms, sizes in bytes; `perPicture` of a batch divided by its size. */
export type Quantity =
  | 'threads'
  | 'feedTotal'
  | 'feedTensor'
  | 'feedForward'
  | 'phoneTotal'
  | 'phoneTensor'
  | 'phoneForward'
  | 'batchTotalPerPicture'
  | 'batchForwardPerPicture'
  | 'coldStart'
  | 'peakMemory'
  | 'packageSize';

/** All samples of what was measured. Native has no pictures, so some quantities are missing there. */
export type Figures = Record<ContestantName, Partial<Record<Quantity, number[]>>>;

/** Samples of preparing one picture, in ms: our steps, and the platform's own decode and resize. */
export interface Preparation {
  label: string;
  decode: number[];
  resize: number[];
  preview: number[];
  platform: number[];
}
