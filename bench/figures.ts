/** The precisions of Candid on WASM. */
export const precisions = ['int8', 'fp32'] as const;

export type Precision = (typeof precisions)[number];

/** Who is compared: Candid by its precision, transformers.js as documented, the same with isolation, and onnxruntime-node. */
export const contestants = [...precisions, 'stock', 'isolated', 'native'] as const;

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
