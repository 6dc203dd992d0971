import { buildExtension, extensionFolder } from '../../e2e/set-up/build-extension.ts';
import { ensureBrowser } from '../../e2e/set-up/ensure-browser.ts';
import { shrink } from '../eval/deliver.ts';
import type { EvaluatedModel, EvaluationRecord, JudgedFolder } from '../eval/evaluation.ts';
import { judgeFolder } from '../eval/judge-folder.ts';
import { Journal } from '../eval/journal.ts';
import { showProgressBar } from '../eval/progress-bar.ts';
import { SinglePrecisionJudge } from '../eval/single-precision.ts';
import type { SizedPictures } from './find-smallest.ts';

/** Beside those of the deliveries, in pixels. Pictures are made smaller as thumbnails are. */
export const extraSizes = [128, 96, 64] as const;
const deliveredSizes = { medium: 512, thumbnail: 256 } as const;
const quality = 60;

export interface SizesRun {
  folder: string;
  judged: JudgedFolder;
  /** Where the results lie; journals of sizes lie beside them. */
  resultsPath: string;
}

/** The pictures of an evaluation by the short side with which they were delivered, and at the extra sizes, judged now. */
export async function judgeSizes(run: SizesRun): Promise<SizedPictures[]> {
  const delivered = Object.entries(deliveredSizes).map(([delivery, shortSide]) => ({
    shortSide,
    pictures: ofSize(
      run.judged.records.filter((record) => record.delivery === delivery),
      shortSide,
    ),
  }));
  return [...delivered, ...(await judgeExtraSizes(run))];
}

/** Pictures are never enlarged: one that is smaller was delivered smaller. */
function ofSize(records: EvaluationRecord[], shortSide: number): EvaluationRecord[] {
  return records.filter(({ width, height }) => Math.min(width, height) === shortSide);
}

async function judgeExtraSizes(run: SizesRun): Promise<SizedPictures[]> {
  const { model } = run.judged;
  const executablePath = await ensureBrowser();
  await buildExtension(model.id);
  const judge = new SinglePrecisionJudge({ executablePath, extension: extensionFolder }, model);
  try {
    const sizes: SizedPictures[] = [];
    for (const shortSide of extraSizes)
      sizes.push(await judgeSize(run, { judge, model, shortSide }));
    return sizes;
  } finally {
    await judge.close();
  }
}

interface SizeTurn {
  judge: SinglePrecisionJudge;
  model: EvaluatedModel;
  shortSide: number;
}

async function judgeSize(
  { folder, judged, resultsPath }: SizesRun,
  { judge, model, shortSide }: SizeTurn,
): Promise<SizedPictures> {
  console.log(`Judging them at ${shortSide} px`);
  const { onProgress, stop } = showProgressBar();
  const { records } = await judgeFolder({
    folder,
    pictures: picturesOf(judged),
    deliveries: ['thumbnail'],
    deliver: (file) => shrink(file, { shortSide, quality }),
    journal: Journal.open(resultsPath.replace(/(\.json)?$/, `.${shortSide}px.jsonl`), model),
    judge,
    onProgress,
  }).finally(stop);
  return { shortSide, pictures: ofSize(records, shortSide) };
}

/** Every picture that was judged, once. */
function picturesOf({ records }: JudgedFolder) {
  const byPath = new Map(records.map((record) => [record.path, record]));
  return [...byPath.values()].map(({ path, label, source, technique }) => ({
    path,
    label,
    source,
    technique,
  }));
}
