import { resolve } from 'node:path';
import { defaultPatience, type Patience } from '../../../lib/model-store/complete-part.ts';
import type { CatalogEntry } from '../../../lib/verdict/model.ts';
import { ModelError } from '../../../lib/verdict/model-error.ts';
import { readCatalog } from '../../../models/packaging/build-catalog.ts';
import {
  discardChanged,
  isFetched,
  sizeOfModel,
} from '../../../models/packaging/fetched-models.ts';
import { explain } from './explain.ts';
import { fetchModel } from './fetch-model.ts';
import { hubUrl, modelToFetch } from './model-to-fetch.ts';
import { inMegabytes, showTransfer } from './show-transfer.ts';

const root = resolve(import.meta.dirname, '../../..');
const stoppedByPerson = 130;

/** Whether there is a network shows with the first, small file. */
const soon: Patience = { stallMs: 15_000, retryDelaysMs: [1_000, 2_000] };
const patienceFor = (sizeInBytes: number) => (sizeInBytes < 1e6 ? soon : defaultPatience);

/** `npm run model [-- <id>]`: fetches a model on purpose, and goes on where an earlier time stopped. */
async function main(id: string | undefined): Promise<void> {
  const entry = modelToFetch(readCatalog(root, process.env['CANDID_CATALOG']), id);
  console.log(`Model: ${entry.name}, revision ${entry.revision}`);
  for (const name of discardChanged(root, entry)) {
    console.log(`  ${name} was changed on this disk: it was thrown away`);
  }
  if (!isFetched(root, entry)) {
    console.log(`  ${inMegabytes(sizeOfModel(entry))} MB from ${hubUrl}/${entry.repository ?? ''}`);
    await fetchVisibly(entry);
  }
  console.log('  there, every byte as the catalog pins it: "npm run build" and "npm start" use it');
}

async function fetchVisibly(entry: CatalogEntry): Promise<void> {
  const stopping = new AbortController();
  // More than once: the terminal and npm both pass it on.
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => stopping.abort());
  const transfer = showTransfer();
  try {
    const options = { signal: stopping.signal, onProgress: transfer.onProgress };
    await fetchModel({ root, entry, hubUrl, patienceFor }, options);
  } finally {
    transfer.stop();
  }
}

await main(process.argv[2]).catch((error: unknown) => {
  if (!(error instanceof ModelError)) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
    return;
  }
  console.error(`  ${explain(error)}`);
  if (['paused', 'offline'].includes(error.code)) {
    console.error('  what came is kept: "npm run model" goes on from there');
  }
  process.exitCode = error.code === 'paused' ? stoppedByPerson : 1;
});
