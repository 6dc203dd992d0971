import { Int8Projections, int8WeightsFile } from './int8-graph';
import type { Int8Weights } from './int8-weights';
import { OnnxGraph, type Precision, type Value } from './onnx-graph';
import { tokenCount, type VitConfig } from './vit-config';
import type { Affine, VitBlock, VitTensors } from './vit-tensors';

/** Which outputs a graph has beside `logits`, `rollout` and `cls_embedding`. */
export interface VitGraphOptions {
  /** Adds `patch_embeddings` [batch, patches, hidden]; the last block then runs for every token, not only for CLS. */
  patchEmbeddings?: boolean;
  /** False leaves `rollout` out, and all that it costs. */
  rollout?: boolean;
  /** What it computes in: F32 unless given. */
  precision?: Precision;
  /** Computes the blocks' projections in int8, with weights from `int8WeightsFile` and a GELU by tanh. */
  int8?: Int8Weights | undefined;
}

/** A ViT, and the graph that it is being written to. */
interface Vit {
  graph: OnnxGraph;
  config: VitConfig;
  tensors: VitTensors;
  rollout: boolean;
  int8: { weights: Int8Weights; projections: Int8Projections } | undefined;
}

/** Token vectors, one below the other: [batch * perPicture, hidden]. */
interface Rows {
  value: Value;
  perPicture: number;
}

/**
 * Writes a ViT as an ONNX model whose weights stay where they are, in the file `weightsFile`.
 *
 * Input: `pixel_values` [batch, 3, size, size]. Outputs: `logits` [batch, labels], `rollout` [batch, patches]
 * (attention rollout of the CLS token) and `cls_embedding` [batch, hidden], the CLS token after the last norm.
 */
export function writeVitGraph(
  model: { config: VitConfig; tensors: VitTensors; weightsFile: string },
  { patchEmbeddings = false, rollout = true, precision = 'F32', int8 }: VitGraphOptions = {},
): Uint8Array<ArrayBuffer> {
  const graph = new OnnxGraph(model.weightsFile, precision);
  const vit: Vit = {
    ...model,
    graph,
    rollout,
    int8: int8 && { weights: int8, projections: new Int8Projections(graph) },
  };
  const { tokens, attentions } = encode(vit, patchEmbeddings);
  const normed = normalize(vit, tokens, { name: 'norm', affine: vit.tensors.norm });
  const cls = pickCls(vit, normed, 'cls_embedding');
  project(vit, cls, { name: 'logits', affine: vit.tensors.classifier });
  if (rollout) rollOut(vit, attentions);
  if (patchEmbeddings) pickPatches(vit, normed);
  declareOutputs(vit, patchEmbeddings);
  return vit.graph.write();
}

function declareOutputs({ graph, config, tensors, rollout }: Vit, patchEmbeddings: boolean) {
  const patches = tokenCount(config) - 1;
  const labels = tensors.classifier.weight.shape[0] ?? 0;
  graph.output({ name: 'logits', shape: ['batch', labels] });
  if (rollout) graph.output({ name: 'rollout', shape: ['batch', patches] });
  graph.output({ name: 'cls_embedding', shape: ['batch', config.hiddenSize] });
  if (!patchEmbeddings) return;
  graph.output({ name: 'patch_embeddings', shape: ['batch', patches, config.hiddenSize] });
}

/** Runs all blocks; the last one for CLS alone unless every token is wanted. `attentions`: one per block, in order. */
function encode(vit: Vit, everyToken: boolean): { tokens: Rows; attentions: Value[] } {
  const attentions: Value[] = [];
  let tokens = embed(vit);
  vit.tensors.blocks.forEach((tensors, layer) => {
    const clsOnly = !everyToken && layer === vit.config.layers - 1;
    const block = writeBlock(vit, tokens, { tensors, name: `blocks.${layer}`, clsOnly });
    tokens = block.tokens;
    if (block.attention) attentions.push(block.attention);
  });
  return { tokens, attentions };
}

/** Patches, and CLS before them in a row that padding made room for: no shape has to be computed. */
function embed({ graph, config, tensors }: Vit): Rows {
  const { hiddenSize, patchSize, imageSize } = config;
  const pixels = graph.input({ name: 'pixel_values', shape: ['batch', 3, imageSize, imageSize] });
  const grid = graph.apply(
    'Conv',
    [pixels, ...writeAffine(graph, 'patch', tensors.patchProjection)],
    {
      ints: { kernel_shape: [patchSize, patchSize], strides: [patchSize, patchSize] },
    },
  );
  const columns = graph.apply('Reshape', [grid, graph.int64s([0, hiddenSize, -1])]);
  const patches = graph.apply('Transpose', [columns], { ints: { perm: [0, 2, 1] } });
  const padded = graph.apply('Pad', [patches, graph.int64s([0, 1, 0, 0, 0, 0])]);
  const cls = graph.weight('cls', tensors.clsToken);
  const patchCount = tokenCount(config) - 1;
  const paddedCls = graph.apply('Pad', [cls, graph.int64s([0, 0, 0, 0, patchCount, 0])]);
  const constants = graph.apply('Add', [graph.weight('positions', tensors.positions), paddedCls]);
  const sum = graph.apply('Add', [padded, constants]);
  const value = graph.apply('Reshape', [sum, graph.int64s([-1, hiddenSize])]);
  return { value, perPicture: tokenCount(config) };
}

interface BlockOptions {
  tensors: VitBlock;
  name: string;
  clsOnly: boolean;
}

function writeBlock(vit: Vit, tokens: Rows, { tensors, name, clsOnly }: BlockOptions) {
  const named = (part: keyof VitBlock) => ({ name: `${name}.${part}`, affine: tensors[part] });
  const queried = (rows: Rows) => (clsOnly ? pickCls(vit, rows) : rows);
  const normed = normalize(vit, tokens, named('attentionNorm'));
  const { context, attention } = attend(vit, {
    queries: project(vit, queried(normed), { ...named('query'), scale: headSize(vit) ** -0.5 }),
    keys: project(vit, normed, named('key')),
    values: project(vit, normed, named('value')),
  });
  const attended = add(vit, queried(tokens), project(vit, context, named('attentionOutput')));
  const mlpInput = project(vit, normalize(vit, attended, named('mlpNorm')), named('mlpInput'));
  const mlpOutput = project(vit, gelu(vit, mlpInput), named('mlpOutput'));
  return { tokens: add(vit, attended, mlpOutput), attention };
}

/** Multi-head attention. `attention` is [batch, queries, tokens], the mean over heads, where rollout needs it. */
function attend(vit: Vit, { queries, keys, values }: Record<'queries' | 'keys' | 'values', Rows>) {
  const { graph, config } = vit;
  const products = graph.apply('MatMul', [
    dealToHeads(vit, queries, [0, 2, 1, 3]),
    dealToHeads(vit, keys, [0, 2, 3, 1]),
  ]);
  const weights = graph.apply('Softmax', [products], { ints: { axis: -1 } });
  const attention = vit.rollout
    ? graph.apply('ReduceMean', [weights], { ints: { axes: [1], keepdims: 0 } })
    : undefined;
  const perHead = graph.apply('MatMul', [weights, dealToHeads(vit, values, [0, 2, 1, 3])]);
  const dealtBack = graph.apply('Transpose', [perHead], { ints: { perm: [0, 2, 1, 3] } });
  const value = graph.apply('Reshape', [
    attention ? graph.apply('Reshape', [dealtBack, shapeAfter(vit, attention)]) : dealtBack,
    graph.int64s([-1, config.hiddenSize]),
  ]);
  return { context: { value, perPicture: queries.perPicture }, attention };
}

/**
 * [batch, rows, hidden], asked of the mean over heads: so the block cannot go on before that is taken. ONNX Runtime would
 * take all means at the end, and keep the weights of every head of every block until then: 96 MB a picture.
 */
function shapeAfter({ graph, config }: Vit, attention: Value): Value {
  const batch = graph.apply('Shape', [attention], { ints: { start: 0, end: 1 } });
  return graph.apply('Concat', [batch, graph.int64s([-1, config.hiddenSize])], {
    ints: { axis: 0 },
  });
}

/** Splits rows into [batch, rows, heads, head size] and orders the axes by `perm`. */
function dealToHeads(vit: Vit, { value, perPicture }: Rows, perm: number[]): Value {
  const shape = vit.graph.int64s([-1, perPicture, vit.config.heads, headSize(vit)]);
  return vit.graph.apply('Transpose', [vit.graph.apply('Reshape', [value, shape])], {
    ints: { perm },
  });
}

function headSize({ config }: Vit): number {
  return config.hiddenSize / config.heads;
}

/**
 * Attention rollout (Abnar & Zuidema 2020) of the CLS token: the row of CLS in the product of (A + I) / 2 over all
 * blocks. Taken from the last block to the first it is a vector times a matrix each time.
 */
function rollOut({ graph, config }: Vit, attentions: Value[]) {
  const tokens = tokenCount(config);
  const half = graph.floats('half', [0.5], [1]);
  const cls = graph.floats('cls_row', [1, ...Array<number>(tokens - 1).fill(0)], [1, 1, tokens]);
  const withResidual = (seen: Value, row: Value) =>
    graph.apply('Mul', [graph.apply('Add', [seen, row]), half]);
  const row = attentions.reduceRight((row, attention, layer) => {
    const isLast = layer === config.layers - 1;
    const seen = isLast
      ? sliceRows(graph, attention, { start: 0, end: 1 })
      : graph.apply('MatMul', [row, attention]);
    return withResidual(seen, row);
  }, cls);
  const patches = graph.apply('Slice', [row, ...[[1], [tokens], [2]].map((n) => graph.int64s(n))]);
  graph.apply('Reshape', [patches, graph.int64s([-1, tokens - 1])], { name: 'rollout' });
}

/** The CLS token of every picture: [batch, hidden]. */
function pickCls({ graph, config }: Vit, { value, perPicture }: Rows, name?: string): Rows {
  const tokens = graph.apply('Reshape', [value, graph.int64s([-1, perPicture, config.hiddenSize])]);
  const cls = sliceRows(graph, tokens, { start: 0, end: 1 });
  const shape = graph.int64s([-1, config.hiddenSize]);
  return { value: graph.apply('Reshape', [cls, shape], { name }), perPicture: 1 };
}

function pickPatches({ graph, config }: Vit, { value, perPicture }: Rows) {
  const tokens = graph.apply('Reshape', [value, graph.int64s([-1, perPicture, config.hiddenSize])]);
  sliceRows(graph, tokens, { start: 1, end: perPicture, name: 'patch_embeddings' });
}

interface RowRange {
  start: number;
  end: number;
  name?: string | undefined;
}

/** Rows `start` to `end` of every matrix in [batch, rows, columns]. */
function sliceRows(graph: OnnxGraph, value: Value, { start, end, name }: RowRange): Value {
  const range = [[start], [end], [1]].map((numbers) => graph.int64s(numbers));
  return graph.apply('Slice', [value, ...range], { name });
}

interface AffineOptions {
  name: string;
  affine: Affine;
}

/** x W^T + b for every row, both times `scale`. */
function project(
  { graph, int8 }: Vit,
  { value, perPicture }: Rows,
  { name, affine, scale = 1 }: AffineOptions & { scale?: number },
): Rows {
  const projection = int8?.weights.projections.get(affine);
  if (int8 && projection) {
    const options = { name, projection, factor: scale };
    return { value: int8.projections.project(value, options), perPicture };
  }
  const projected = graph.apply('Gemm', [value, ...writeAffine(graph, name, affine)], {
    ints: { transB: 1 },
    floats: { alpha: scale, beta: scale },
    name,
  });
  return { value: projected, perPicture };
}

function normalize(vit: Vit, rows: Rows, { name, affine }: AffineOptions): Rows {
  const { graph, config } = vit;
  const inputs = [rows.value, ...writeNorm(vit, name, affine)];
  const value = graph.apply('LayerNormalization', inputs, {
    ints: { axis: -1 },
    floats: { epsilon: config.layerNormEps },
    name,
  });
  return { ...rows, value };
}

/** By tanh where int8 costs more precision anyway: half the time of the exact one. */
function gelu({ graph, int8 }: Vit, rows: Rows): Rows {
  const operator = int8 ? 'FastGelu' : 'Gelu';
  return { ...rows, value: graph.apply(operator, [rows.value], { domain: 'com.microsoft' }) };
}

function add({ graph }: Vit, a: Rows, b: Rows): Rows {
  return { ...a, value: graph.apply('Add', [a.value, b.value]) };
}

function writeNorm({ graph, int8 }: Vit, name: string, affine: Affine): Value[] {
  const balanced = int8?.weights.norms.get(affine);
  if (!balanced) return writeAffine(graph, name, affine);
  return (['weight', 'bias'] as const).map((part) =>
    graph.external(`${name}.${part}`, balanced[part], int8WeightsFile),
  );
}

function writeAffine(graph: OnnxGraph, name: string, { weight, bias }: Affine): Value[] {
  const values = [graph.weight(`${name}.weight`, weight)];
  if (bias) values.push(graph.weight(`${name}.bias`, bias));
  return values;
}
