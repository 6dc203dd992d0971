import type { Drift } from '../../lib/verdict/drift';

/** One call: how long it took from the caller's side, in ms, and what the model said of each picture. */
export interface Sample {
  totalMs: number;
  logits: number[];
}

/** A call taken apart, in ms: bytes to tensor (decode, resize, normalize) and the model's forward pass. */
export interface PhasedSample extends Sample {
  tensorMs: number;
  forwardMs: number;
}

/** `name` is `wasm`, or what Candid calls its rung. */
export interface EngineFacts {
  name: string;
  threads: number;
}

/** What the page of a bench extension can be asked. Pictures are named by their files in the package. */
export interface BenchPage {
  /** Loads the model, judges one picture, and answers how long after the start of navigation it was judged, in ms. */
  coldStart(picture: string): Promise<number>;
  /** Judges one picture as an app would. */
  judge(picture: string): Promise<Sample>;
  /** Judges all pictures in one batch. */
  judgeBatch(pictures: string[]): Promise<PhasedSample>;
  /** What the model runs on, and the number of WASM threads. */
  engine(): Promise<EngineFacts>;
}

/** What it takes to prepare one picture, in ms. */
export interface PreparationSample {
  decodeMs: number;
  resizeMs: number;
  /** The small copy of the picture that Candid's own pages show. No part of the tensor. */
  previewMs: number;
  /** The platform's `createImageBitmap` decoding and resizing to the same size, medium quality. */
  platformMs: number;
}

/** The page of Candid's own bench extension. */
export interface OurBenchPage extends BenchPage {
  samplePreparation(picture: string): Promise<PreparationSample>;
  /** What int8 costs in logits, as Candid measures it before it takes int8. The page must run in single precision. */
  measureDrift(): Promise<Drift>;
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}

const pictures = new Map<string, Promise<Blob>>();

/** A picture of the package, in memory from the second time on. */
export function readPicture(name: string): Promise<Blob> {
  const known = pictures.get(name) ?? readFile(`/pictures/${name}`);
  pictures.set(name, known);
  return known;
}

async function readFile(path: string): Promise<Blob> {
  const response = await fetch(path);
  return new Blob([await response.arrayBuffer()]);
}
