import * as v from 'valibot';
import { hashContent } from '../verdict/content-hash';
import type { CatalogEntry, ModelFiles, PinnedFile, Preprocessing } from '../verdict/model';
import { ModelError } from '../verdict/model-error';
import { fetchSmallFile, findRepository, type HubPlace, type HubRepository } from './hub-api';
import { readJson } from './read-json';
import { readLabels } from './read-labels';
import { readPreprocessing } from './read-preprocessing';
import { describeUnverified } from './unverified-entry';

/** A repository as `owner/name`, and what of it: a branch, a tag or a commit. */
export type HubSource = Omit<HubPlace, 'hubUrl'>;

/** A repository at a commit, and what is asked of it. */
interface Commit {
  place: HubPlace;
  repository: HubRepository;
  signal: AbortSignal;
}

const repositoryName = /^\w[\w.-]*\/\w[\w.-]*$/;
const preprocessorName = 'preprocessor_config.json';

const configSchema = v.object({
  model_type: v.optional(v.string()),
  architectures: v.nullish(v.array(v.string())),
  image_size: v.optional(v.unknown(), 224),
});

type Config = v.InferOutput<typeof configSchema>;

/**
 * Looks an image classifier up on the hub and describes it from its configs, at the commit where it is now.
 *
 * @throws ModelError saying why there is none that Candid can run and understand.
 */
export async function findHubModel(place: HubPlace, signal: AbortSignal): Promise<CatalogEntry> {
  if (!repositoryName.test(place.repository)) {
    throw new ModelError('notFound', `Expected owner/name, got ${place.repository}`);
  }
  const repository = await findRepository(place, signal);
  const commit = { place: { ...place, revision: repository.commit }, repository, signal };
  const configBytes = await fetchConfig(commit);
  const json = readJson('config.json', decode(configBytes));
  const config = readConfig(json);
  const labels = readLabels(json);
  const files = await pinFiles(commit, { config, configBytes });
  const preprocessing = await findPreprocessing(commit);
  if ('model.safetensors' in files) checkSize(config, preprocessing);
  return describeUnverified({
    id: idOf(place.repository),
    name: place.repository,
    repository: place.repository,
    revision: repository.commit,
    licence: repository.licence,
    files,
    preprocessing,
    labels,
  });
}

/** The hub allows no `--` in names, so that this is unique; no id of the catalog begins so. */
function idOf(repository: string): string {
  return `hub-${repository.replace('/', '--')}`;
}

function fetchConfig({ place, repository, signal }: Commit): Promise<Uint8Array<ArrayBuffer>> {
  if (repository.files.has('config.json')) {
    return fetchSmallFile({ ...place, name: 'config.json' }, signal);
  }
  throw noModelFile(repository);
}

function readConfig(json: unknown): Config {
  const parsed = v.safeParse(configSchema, json, { abortEarly: true });
  if (!parsed.success) throw notImageClassifier('nothing');
  const { architectures, model_type } = parsed.output;
  const isClassifier = architectures?.some((name) => name.endsWith('ForImageClassification'));
  if (!isClassifier) throw notImageClassifier(architectures?.join(', ') ?? model_type ?? 'nothing');
  return parsed.output;
}

/** A ViT's own weights first: Candid writes a graph for them that tells where the model looked. */
async function pinFiles(
  commit: Commit,
  { config, configBytes }: { config: Config; configBytes: Uint8Array<ArrayBuffer> },
): Promise<ModelFiles> {
  const { files } = commit.repository;
  const own = { 'config.json': await pinBytes(configBytes) };
  if (config.model_type === 'vit' && files.has('model.safetensors')) {
    return { ...own, 'model.safetensors': await pinFile(commit, 'model.safetensors') };
  }
  if (!files.has('onnx/model.onnx')) throw noWeights(commit.repository, config);
  if (files.has('onnx/model.onnx_data_1')) throw sharded('onnx/model.onnx_data_1');
  const graph = { ...own, 'onnx/model.onnx': await pinFile(commit, 'onnx/model.onnx') };
  if (!files.has('onnx/model.onnx_data')) return graph;
  return { ...graph, 'onnx/model.onnx_data': await pinFile(commit, 'onnx/model.onnx_data') };
}

function noWeights(repository: HubRepository, { model_type }: Config): ModelError {
  const index = 'model.safetensors.index.json';
  if (model_type === 'vit' && repository.files.has(index)) return sharded(index);
  return noModelFile(repository);
}

/** Where the hub has no sha256, the file is small: what arrives now is what must arrive later. */
async function pinFile({ place, repository, signal }: Commit, name: string): Promise<PinnedFile> {
  const { sizeInBytes, sha256 } = repository.files.get(name) ?? {};
  if (sha256 !== undefined && sizeInBytes !== undefined) return { sizeInBytes, sha256 };
  return pinBytes(await fetchSmallFile({ ...place, name }, signal));
}

async function pinBytes(bytes: Uint8Array<ArrayBuffer>): Promise<PinnedFile> {
  return { sizeInBytes: bytes.byteLength, sha256: await hashContent(bytes) };
}

async function findPreprocessing({ place, repository, signal }: Commit): Promise<Preprocessing> {
  if (!repository.files.has(preprocessorName)) throw unsupported(`no ${preprocessorName}`);
  const bytes = await fetchSmallFile({ ...place, name: preprocessorName }, signal);
  return readPreprocessing(decode(bytes));
}

function checkSize({ image_size }: Config, { crop }: Preprocessing): void {
  if (image_size === crop) return;
  throw unsupported(`${crop} px, image_size ${JSON.stringify(image_size)}`);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function unsupported(subject: string): ModelError {
  const message = `Expected preprocessing that Candid can do, got ${subject}`;
  return new ModelError('unsupportedPreprocessing', message, { subject });
}

function notImageClassifier(subject: string): ModelError {
  const message = `Expected an image classifier, got ${subject}`;
  return new ModelError('notImageClassifier', message, { subject });
}

function sharded(subject: string): ModelError {
  return new ModelError('shardedWeights', `Expected weights in one file, got ${subject}`);
}

const mostNamed = 6;

function noModelFile({ files }: HubRepository): ModelError {
  const names = [...files.keys()].filter((name) =>
    /\.(bin|h5|json|msgpack|onnx|pt|pth|safetensors)$/.test(name),
  );
  const subject = names.slice(0, mostNamed).join(', ') || '–';
  return new ModelError('noModelFile', `Expected weights that Candid can run, got ${subject}`, {
    subject,
  });
}
