import { afterEach, expect, it, vi } from 'vitest';
import { Classifier, preparePicture, type PreparedPicture } from './classifier';
import { entryOf, fetchFrom, modelsUrl, readGoldenModel } from './fixtures/golden-models';
import { readGoldenPicture } from './fixtures/golden-pictures';
import { createMutants, type Mutant } from './fixtures/mutants';
import { ModelLoadError } from './model-load-error';
import { readVit, type VitFiles } from './read-vit';

const sampleSize = 40;
const golden = await readGoldenModel('hf');
const goldens = [golden, await readGoldenModel('timm'), await readGoldenModel('f16')];

afterEach(() => vi.restoreAllMocks());

function isAccepted({ files }: Mutant): boolean {
  try {
    return readVit(files).labels === 1;
  } catch {
    return false; // What is refused, and how, is what `mutants.test.ts` is about.
  }
}

/** Accepted mutants, each of another kind. */
function takeSample(mutants: Iterable<Mutant>): Mutant[] {
  const sample = new Map<string, Mutant>();
  for (const mutant of mutants) {
    if (!sample.has(mutant.kind) && isAccepted(mutant)) sample.set(mutant.kind, mutant);
    if (sample.size === sampleSize) break;
  }
  return [...sample.values()];
}

async function judge(id: string, files: VitFiles, picture: PreparedPicture): Promise<number> {
  const entry = await entryOf(id, files);
  vi.spyOn(globalThis, 'fetch').mockImplementation(fetchFrom(files));
  const classifier = await Classifier.load({
    entry,
    source: { kind: 'package', baseUrl: modelsUrl },
    device: 'wasm',
  });
  const [classification] = await classifier.classify([picture]);
  return classification?.logit ?? NaN;
}

it('judges with a mutated model that it accepted, or finds its weights broken, and goes on', async () => {
  const { preprocessing } = await entryOf('golden', golden);
  const { file } = await readGoldenPicture('small-97x61.png');
  const picture = await preparePicture(file.slice().buffer, preprocessing);
  const before = await judge('before', golden, picture);
  const sample = takeSample(createMutants(goldens, 3));
  expect(sample).toHaveLength(sampleSize);
  for (const { kind, seed, files } of sample) {
    const outcome = await judge(`mutant-${seed}`, files, picture).catch((error: unknown) => error);
    const isSafe = Number.isFinite(outcome) || outcome instanceof ModelLoadError;
    expect(isSafe, `${kind} (${seed}): ${String(outcome)}`).toBe(true);
  }
  expect(await judge('after', golden, picture)).toBe(before);
}, 300_000);
