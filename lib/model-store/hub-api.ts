import * as v from 'valibot';
import { ModelError } from '../verdict/model-error';
import { requestFile } from './request-file';

/** A repository of models on the hub, at a branch, a tag or a commit. `hubUrl` has no slash at the end. */
export interface HubPlace {
  hubUrl: string;
  repository: string;
  revision: string;
}

/** What the hub says of a repository at one commit. */
export interface HubRepository {
  commit: string;
  licence: string;
  files: Map<string, HubFile>;
}

/** `sha256` is undefined for small files, which the hub keeps in Git itself. */
export interface HubFile {
  sizeInBytes: number;
  sha256: string | undefined;
}

const silenceMs = 30_000;

/** Git itself holds no larger ones on the hub: https://huggingface.co/docs/hub/repositories-recommendations */
const mostBytes = 12_000_000;

const fileSchema = v.object({
  rfilename: v.string(),
  size: v.optional(v.number()),
  lfs: v.nullish(v.object({ sha256: v.optional(v.string()), size: v.number() })),
});

/** https://huggingface.co/docs/hub/api#get-apimodelsrepoidrevisionrevision */
const repositorySchema = v.object({
  sha: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)),
  private: v.optional(v.boolean()),
  disabled: v.optional(v.boolean()),
  gated: v.optional(v.union([v.boolean(), v.string()])),
  cardData: v.nullish(
    v.object({ license: v.optional(v.union([v.string(), v.array(v.string())])) }),
  ),
  siblings: v.array(fileSchema),
});

/**
 * Asks the hub what a repository holds, and which commit that is.
 *
 * @throws ModelError: `notFound`, `closed` where only some people are let in, `offline`, `rateLimited`, `serverFailed`.
 */
export async function findRepository(place: HubPlace, signal: AbortSignal): Promise<HubRepository> {
  const { hubUrl, repository, revision } = place;
  const url = `${hubUrl}/api/models/${repository}/revision/${encodeURIComponent(revision)}?blobs=true`;
  const answer = readAnswer(await fetchBytes(url, signal));
  if (answer.gated || answer.private || answer.disabled) {
    throw new ModelError('closed', `Expected a repository for everybody, got ${repository}`);
  }
  return {
    commit: answer.sha,
    licence: [answer.cardData?.license ?? 'unknown'].flat().join(', '),
    files: new Map(answer.siblings.map((file) => [file.rfilename, fileOf(file)])),
  };
}

/** Fetches a small file of a repository. @throws ModelError */
export function fetchSmallFile(
  { hubUrl, repository, revision, name }: HubPlace & { name: string },
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  return fetchBytes(`${hubUrl}/${repository}/resolve/${revision}/${name}`, signal);
}

function readAnswer(bytes: Uint8Array): v.InferOutput<typeof repositorySchema> {
  try {
    return v.parse(repositorySchema, JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new ModelError('serverFailed', 'Expected the hub’s description of a repository', {
      cause,
    });
  }
}

function fileOf({ size, lfs }: v.InferOutput<typeof fileSchema>): HubFile {
  return { sizeInBytes: lfs?.size ?? size ?? 0, sha256: lfs?.sha256 };
}

async function fetchBytes(url: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const silence = AbortSignal.timeout(silenceMs);
  try {
    const both = AbortSignal.any([signal, silence]);
    const { body, totalBytes = 0 } = await requestFile({
      url,
      offset: 0,
      etag: undefined,
      signal: both,
    });
    if (totalBytes > mostBytes) throw tooLong(url, totalBytes);
    return await collect(body, url);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ModelError) throw error;
    throw new ModelError('offline', `Expected all of ${url}, got ${String(error)}`, {
      cause: error,
    });
  }
}

async function collect(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  url: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let sizeInBytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    sizeInBytes += chunk.byteLength;
    if (sizeInBytes > mostBytes) throw tooLong(url, sizeInBytes);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function tooLong(url: string, sizeInBytes: number): ModelError {
  return new ModelError('wrongLength', `${url}: expected a small file, got ${sizeInBytes} bytes`);
}
