import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildExtension, extensionFolder } from '../../e2e/set-up/build-extension.ts';
import { ensureBrowser } from '../../e2e/set-up/ensure-browser.ts';
import type { CatalogEntry } from '../../lib/verdict/model.ts';
import {
  compareWithPublished,
  matchPublished,
  type PublishedMatch,
  type PublishedScores,
} from '../../lib/verdict/published.ts';
import { readCatalog } from '../../models/packaging/build-catalog.ts';
import { isFetched } from '../../models/packaging/fetched-models.ts';
import { hashOfFile } from '../../models/packaging/hash-of-file.ts';
import { EngineBrowser } from './engine-browser.ts';
import {
  describeVerification,
  isVerified,
  type Verification,
  type VerifiedPicture,
} from './verify-report.ts';

const root = resolve(import.meta.dirname, '../..');
const largestPictureBytes = 64 * 1024 * 1024;

interface PictureFile {
  name: string;
  path: string;
  sha256: string;
}

type VerifiableModel = CatalogEntry & { published: PublishedScores };

/** `npm run verify -- <folder>`: has the shipped engine judge pictures whose scores were published, and compares. */
async function main(folder: string | undefined): Promise<void> {
  if (folder === undefined) throw new Error('Expected a folder: npm run verify -- <folder>');
  const model = findModel();
  const matches = matchPublished(model.published, listFiles(folder));
  const found = matches.map(({ picture }) => picture);
  const missing = model.published.pictures.filter((picture) => !found.includes(picture));
  const verification = {
    pictures: matches.length > 0 ? await judge(model, matches) : [],
    missing: missing.map(({ name }) => name),
  };
  tell(model, verification);
}

/** @throws Error in words where the model with published scores is not on this computer. */
function findModel(): VerifiableModel {
  const { models } = readCatalog(root, process.env['CANDID_CATALOG']);
  const model = models.find(hasPublishedScores);
  if (!model) throw new Error('Expected a model with published scores in the catalog, got none');
  if (model.folder !== null || isFetched(root, model)) return model;
  throw new Error(
    `The model whose scores are published, ${model.name}, is not on this computer: run "npm run model" first`,
  );
}

function hasPublishedScores(entry: CatalogEntry): entry is VerifiableModel {
  return entry.published !== undefined;
}

function listFiles(folder: string): PictureFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => ({ path: join(folder, name), stats: statSync(join(folder, name)) }))
    .filter(({ stats }) => stats.isFile() && stats.size <= largestPictureBytes)
    .map(({ path }) => ({
      path,
      name: path.split(/[\\/]/).at(-1) ?? '',
      sha256: hashOfFile(path),
    }));
}

async function judge(
  { id }: VerifiableModel,
  matches: PublishedMatch<PictureFile>[],
): Promise<VerifiedPicture[]> {
  const executablePath = await ensureBrowser();
  await buildExtension(id);
  const browser = await EngineBrowser.launch({ executablePath, extension: extensionFolder });
  try {
    const paths = matches.map(({ file }) => file.path);
    const onOutcome = (_: unknown, done: number) =>
      console.log(`  judged ${done} of ${paths.length}`);
    const outcomes = await browser.judgeFiles(paths, { onOutcome });
    const { engine } = await browser.getHealth();
    if (engine.status === 'ready') console.log(`  on ${engine.rung}, ${engine.threads} threads`);
    return matches.map((match, i): VerifiedPicture => {
      const outcome = outcomes[i];
      if (outcome?.ok) return compareWithPublished(match, outcome.judged.score);
      const { name, score: published } = match.picture;
      return { name, published, by: match.by, failure: outcome?.code ?? 'notJudged' };
    });
  } finally {
    await browser.close();
  }
}

function tell({ name, revision, published }: VerifiableModel, verification: Verification): void {
  console.log(`\n${name}, revision ${revision}`);
  console.log(`Published by: ${published.source}\n`);
  for (const line of describeVerification(verification)) console.log(line);
  process.exitCode = isVerified(verification) ? 0 : 1;
}

await main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
