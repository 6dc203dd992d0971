import { readFileSync } from 'node:fs';
import { resourceUsage } from 'node:process';
import { expect, it } from 'vitest';
import { createMutants, type Mutant } from './fixtures/mutants';
import { readExternalTensors, type ExternalTensor } from './fixtures/read-graph';
import { ModelLoadError } from './model-load-error';
import { readVit, type VitFiles } from './read-vit';
import { writeVitGraph } from './vit-graph';

const rounds = 6;
const mostMs = 1000;
const mostMemoryInKiB = 64 * 1024;
const mostGraphBytes = 64 * 1024;
const mostCharacters = 300;

const goldens = ['hf', 'timm', 'hf-f16'].map((name) => filesOf(name));

function filesOf(name: string): VitFiles {
  const read = (file: string) =>
    new Uint8Array(readFileSync(new URL(`./fixtures/vit/${file}`, import.meta.url)));
  return { config: read('config.json'), weights: read(`${name}.safetensors`) };
}

interface Attempt extends Mutant {
  /** Where the files were taken for a ViT. */
  graph?: Uint8Array;
  /** Where they were not. */
  error?: unknown;
  /** Of the processor, so that a busy machine changes nothing. */
  ms: number;
  /** How much the most that was ever in memory has grown. */
  memoryInKiB: number;
}

function attempt(mutant: Mutant): Attempt {
  const before = resourceUsage();
  const spent = () => {
    const { userCPUTime, maxRSS } = resourceUsage();
    return {
      ms: (userCPUTime - before.userCPUTime) / 1000,
      memoryInKiB: maxRSS - before.maxRSS,
    };
  };
  try {
    const graph = writeVitGraph({ ...readVit(mutant.files), weightsFile: 'model.safetensors' });
    return { ...mutant, graph, ...spent() };
  } catch (error) {
    return { ...mutant, error, ...spent() };
  }
}

/** What is wrong with how a mutant was dealt with. */
function faultOf({ files, graph, error, ms, memoryInKiB }: Attempt): string | undefined {
  if (ms > mostMs) return `took ${ms} ms`;
  if (memoryInKiB > mostMemoryInKiB) return `took ${memoryInKiB} KiB`;
  if (graph) return faultOfGraph(graph, files);
  if (!(error instanceof ModelLoadError)) return `threw ${String(error)}`;
  if (error.message === '') return 'was refused without a word';
  if (error.message.length > mostCharacters)
    return `was refused at length: ${error.message.length}`;
  return undefined;
}

function faultOfGraph(graph: Uint8Array, files: VitFiles): string | undefined {
  if (graph.length > mostGraphBytes) return `made a graph of ${graph.length} bytes`;
  const tensors = readExternalTensors(graph);
  return (
    faultOfNames(tensors, files.weights) ??
    faultOfPlaces(tensors, files.weights) ??
    faultOfShapes(tensors, files.config) ??
    faultOfEpsilon(files.config)
  );
}

/** A tensor that the graph does not know of might be why the file was made. */
function faultOfNames(tensors: ExternalTensor[], weights: Uint8Array): string | undefined {
  const header = JSON.parse(
    new TextDecoder().decode(weights.subarray(8, dataStartOf(weights))),
  ) as object;
  const names = Object.keys(header).filter((name) => name !== '__metadata__');
  const fused = names.filter((name) => /\.attn\.qkv\./.test(name));
  const known = tensors.length - 2 * fused.length;
  return names.length === known ? undefined : `knows ${known} of ${names.length} tensors`;
}

function dataStartOf(weights: Uint8Array): number {
  return 8 + Number(new DataView(weights.buffer).getBigUint64(0, true));
}

function faultOfEpsilon(bytes: Uint8Array): string | undefined {
  const { layer_norm_eps: epsilon = 1e-12 } = readConfigFile(bytes);
  const isUseful = Math.fround(epsilon) > 0 && Math.fround(epsilon) < Infinity;
  return isUseful ? undefined : `divides by the root of ${epsilon}`;
}

/** Laid end to end, what the graph reads must be all values of the file and nothing else. */
function faultOfPlaces(tensors: ExternalTensor[], weights: Uint8Array): string | undefined {
  let end = dataStartOf(weights);
  for (const tensor of tensors.toSorted((a, b) => a.offset - b.offset)) {
    const { name, location, elementType, shape, offset, sizeInBytes } = tensor;
    const bytesPerValue = elementType === 1 ? 4 : 2;
    const expected = shape.reduce((size, dimension) => size * dimension, bytesPerValue);
    if (location !== 'model.safetensors') return `reads ${name} from ${location}`;
    if (offset !== end) return `reads ${name} from ${offset}, not from ${end}`;
    if (sizeInBytes !== expected) return `reads ${sizeInBytes} bytes of ${name}, not ${expected}`;
    end += sizeInBytes;
  }
  return end === weights.length ? undefined : `reads up to ${end} of ${weights.length} bytes`;
}

function faultOfShapes(tensors: ExternalTensor[], config: Uint8Array): string | undefined {
  const shapes = Object.fromEntries(
    tensors.map(({ name, shape }) => [name.replace(/\.F16$/, ''), shape.join()]),
  );
  const expected = expectedShapes(config, Number(shapes['logits.bias']));
  const names = [...Object.keys(shapes), ...Object.keys(expected)];
  const wrong = names.find((name) => shapes[name] !== expected[name]);
  return wrong && `reads ${wrong} as [${shapes[wrong]}], not as [${expected[wrong]}]`;
}

interface ConfigFile {
  hidden_size?: number;
  num_hidden_layers?: number;
  intermediate_size?: number;
  image_size?: number;
  patch_size?: number;
  layer_norm_eps?: number;
  qkv_bias?: boolean;
  num_labels?: number;
  id2label?: object;
}

function readConfigFile(bytes: Uint8Array): ConfigFile {
  return JSON.parse(new TextDecoder().decode(bytes)) as ConfigFile;
}

/** The shapes of a ViT, written down a second time. A file that does not tell its labels may have any, but not none. */
function expectedShapes(bytes: Uint8Array, labels: number): Record<string, string> {
  const config = readConfigFile(bytes);
  const { hidden_size: hidden = 768, intermediate_size: inner = 3072 } = config;
  const { image_size: side = 224, patch_size: patch = 16 } = config;
  const { id2label, num_labels = id2label ? Object.keys(id2label).length : labels } = config;
  const shapes = {
    cls: [1, 1, hidden].join(),
    positions: [1, (side / patch) ** 2 + 1, hidden].join(),
    ...affineShapes('patch', [hidden, 3, patch, patch]),
    ...affineShapes('norm', [hidden]),
    ...affineShapes('logits', [Math.max(1, num_labels), hidden]),
  };
  for (let layer = 0; layer < (config.num_hidden_layers ?? 12); layer++) {
    const { qkv_bias: hasBias = true } = config;
    Object.assign(shapes, blockShapes(`blocks.${layer}`, { hidden, inner, hasBias }));
  }
  return shapes;
}

function blockShapes(
  name: string,
  { hidden, inner, hasBias }: { hidden: number; inner: number; hasBias: boolean },
) {
  return {
    ...affineShapes(`${name}.attentionNorm`, [hidden]),
    ...affineShapes(`${name}.query`, [hidden, hidden], hasBias),
    ...affineShapes(`${name}.key`, [hidden, hidden], hasBias),
    ...affineShapes(`${name}.value`, [hidden, hidden], hasBias),
    ...affineShapes(`${name}.attentionOutput`, [hidden, hidden]),
    ...affineShapes(`${name}.mlpNorm`, [hidden]),
    ...affineShapes(`${name}.mlpInput`, [inner, hidden]),
    ...affineShapes(`${name}.mlpOutput`, [hidden, inner]),
  };
}

function affineShapes(name: string, weight: number[], hasBias = true): Record<string, string> {
  const shapes = { [`${name}.weight`]: weight.join() };
  return hasBias ? { ...shapes, [`${name}.bias`]: String(weight[0]) } : shapes;
}

it('refuses a mutated model by name, or writes a graph that stays inside its file', () => {
  let refused = 0;
  let written = 0;
  const faults: string[] = [];
  for (const mutant of createMutants(goldens, rounds)) {
    const tried = attempt(mutant);
    if (tried.graph) written++;
    else refused++;
    const fault = faultOf(tried);
    if (fault) faults.push(`${mutant.kind} (${mutant.seed}) ${fault}`);
  }
  expect(faults).toEqual([]);
  expect(refused + written).toBeGreaterThanOrEqual(2000);
  expect(Math.min(refused, written)).toBeGreaterThan(200);
}, 60_000);
