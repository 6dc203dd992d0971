import { Int8Projections, int8WeightsFile } from './int8-graph';
import type { Int8Weights } from './int8-weights';
import { OnnxGraph, type Precision, type Value } from './onnx-graph';
import type { StoredTensor } from './safetensors';
import { tokenCount, type VitConfig } from './vit-config';
import type { Affine, VitBlock, VitTensors } from './vit-tensors';

/** Which outputs a graph has beside `logits`, `rollout` and `cls_embedding`. */
export interface VitGraphOptions {
  /** Adds `patch_embeddings` [batch, patches, hidden]; the last block then runs for every token, not only for CLS. */
  patchEmbeddings?: boolean;
  /** False leaves `rollout` out, and all that it costs. */
  rollout?: boolean;
  /** Adds `head_attentions` [batch, heads, layers, patches]: what CLS attends to, in every head of every layer. */
  headAttentions?: boolean;
  /** What it computes in: F32 unless given. */
  precision?: Precision;
  /** Writes it for ONNX Runtime's CPU provider, WASM's included: in single precision: with operators that others may lack and that spare it work. */
  forCpu?: boolean;
  /** Computes the blocks' projections in int8, with weights from `int8WeightsFile` and a GELU by tanh. For the CPU only. */
  int8?: Int8Weights | undefined;
}

/** A ViT, and the graph that it is being written to. */
interface Vit {
  graph: OnnxGraph;
  config: VitConfig;
  tensors: VitTensors;
  rollout: boolean;
  /** What CLS attends to, block after block: [batch, heads, 1, patches]; undefined where nobody wants it. */
  heads: Value[] | undefined;
  forCpu: boolean;
  int8: { weights: Int8Weights; projections: Int8Projections } | undefined;
}

/**
 * Token vectors, one below the other: [batch * perPicture, hidden]. Those of a picture lie together; for the CPU those at the
 * same place of all pictures do, because that lets it multiply the heads of attention where they lie.
 */
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
  options: VitGraphOptions = {},
): Uint8Array<ArrayBuffer> {
  const { patchEmbeddings = false, rollout = true, precision = 'F32', int8 } = options;
  const graph = new OnnxGraph(model.weightsFile, precision);
  const vit: Vit = {
    ...model,
    graph,
    rollout,
    heads: options.headAttentions ? [] : undefined,
    forCpu: options.forCpu === true || int8 !== undefined,
    int8: int8 && { weights: int8, projections: new Int8Projections(graph) },
  };
  const { normed, attentions } = encode(vit, patchEmbeddings);
  const cls = pickCls(vit, normed, 'cls_embedding');
  project(vit, cls, { name: 'logits', affine: vit.tensors.classifier });
  if (rollout) rollOut(vit, attentions);
  if (patchEmbeddings) pickPatches(vit, normed);
  if (vit.heads) graph.apply('Concat', vit.heads, { ints: { axis: 2 }, name: 'head_attentions' });
  declareOutputs(vit, patchEmbeddings);
  return vit.graph.write();
}

function declareOutputs(vit: Vit, patchEmbeddings: boolean) {
  const { graph, config, tensors, rollout, heads } = vit;
  const patches = tokenCount(config) - 1;
  const labels = tensors.classifier.weight.shape[0] ?? 0;
  graph.output({ name: 'logits', shape: ['batch', labels] });
  if (rollout) graph.output({ name: 'rollout', shape: ['batch', patches] });
  graph.output({ name: 'cls_embedding', shape: ['batch', config.hiddenSize] });
  if (heads) {
    const shape = ['batch', config.heads, config.layers, patches];
    graph.output({ name: 'head_attentions', shape });
  }
  if (!patchEmbeddings) return;
  graph.output({ name: 'patch_embeddings', shape: ['batch', patches, config.hiddenSize] });
}

/** Runs all blocks; the last one for CLS alone unless every token is wanted. `attentions`: one per block, in order. */
function encode(vit: Vit, everyToken: boolean): { normed: Rows; attentions: Value[] } {
  const attentions: Value[] = [];
  const tokens = embed(vit);
  let state: State = { tokens, normed: normalize(vit, tokens, normBefore(vit, 0)) };
  vit.tensors.blocks.forEach((tensors, layer) => {
    const clsOnly = !everyToken && layer === vit.config.layers - 1;
    const next = normBefore(vit, layer + 1);
    const block = writeBlock(vit, state, { tensors, name: `blocks.${layer}`, clsOnly, next });
    state = block.state;
    if (block.attention) attentions.push(block.attention);
  });
  return { normed: state.normed, attentions };
}

/** The norm that a block starts with; behind the last one, the norm of all. */
function normBefore({ tensors }: Vit, layer: number): AffineOptions {
  const block = tensors.blocks[layer];
  if (!block) return { name: 'norm', affine: tensors.norm };
  return { name: `blocks.${layer}.attentionNorm`, affine: block.attentionNorm };
}

/** Patches, and CLS before them in a row that padding made room for: no shape has to be computed. */
function embed(vit: Vit): Rows {
  const { graph, config, tensors, forCpu } = vit;
  const { hiddenSize, imageSize } = config;
  const pixels = graph.input({ name: 'pixel_values', shape: ['batch', 3, imageSize, imageSize] });
  const patches = forCpu ? multiplyPatches(vit, pixels) : convolvePatches(vit, pixels);
  const rowBefore = forCpu ? [1, 0, 0, 0, 0, 0] : [0, 1, 0, 0, 0, 0];
  const padded = graph.apply('Pad', [patches, graph.int64s(rowBefore)]);
  const cls = graph.weight('cls', tensors.clsToken);
  const patchCount = tokenCount(config) - 1;
  const paddedCls = graph.apply('Pad', [cls, graph.int64s([0, 0, 0, 0, patchCount, 0])]);
  const constants = graph.apply('Add', [graph.weight('positions', tensors.positions), paddedCls]);
  const perToken = graph.int64s(forCpu ? [-1, 1, hiddenSize] : [1, -1, hiddenSize]);
  const sum = graph.apply('Add', [padded, graph.apply('Reshape', [constants, perToken])]);
  const value = graph.apply('Reshape', [sum, graph.int64s([-1, hiddenSize])]);
  return { value, perPicture: tokenCount(config) };
}

/** [batch, patches, hidden] */
function convolvePatches({ graph, config, tensors }: Vit, pixels: Value): Value {
  const { hiddenSize, patchSize } = config;
  const inputs = [pixels, ...writeAffine(graph, 'patch', tensors.patchProjection)];
  const grid = graph.apply('Conv', inputs, {
    ints: { kernel_shape: [patchSize, patchSize], strides: [patchSize, patchSize] },
  });
  const columns = graph.apply('Reshape', [grid, graph.int64s([0, hiddenSize, -1])]);
  return graph.apply('Transpose', [columns], { ints: { perm: [0, 2, 1] } });
}

/** [patches, batch, hidden]: what the convolution does, as a matrix product, in half the time. */
function multiplyPatches({ graph, config, tensors }: Vit, pixels: Value): Value {
  const { hiddenSize, patchSize, imageSize } = config;
  const side = imageSize / patchSize;
  const values = 3 * patchSize ** 2;
  const shape = graph.int64s([-1, 3, side, patchSize, side, patchSize]);
  const cut = graph.apply('Transpose', [graph.apply('Reshape', [pixels, shape])], {
    ints: { perm: [2, 4, 0, 1, 3, 5] },
  });
  const rows = graph.apply('Reshape', [cut, graph.int64s([-1, values])]);
  const { weight, ...rest } = tensors.patchProjection;
  const affine = { weight: { ...weight, shape: [hiddenSize, values] }, ...rest };
  const patches = graph.apply('Gemm', [rows, ...writeAffine(graph, 'patch', affine)], {
    ints: { transB: 1 },
  });
  return graph.apply('Reshape', [patches, graph.int64s([side * side, -1, hiddenSize])]);
}

/** The tokens, and what the next norm makes of them. */
interface State {
  tokens: Rows;
  normed: Rows;
}

interface BlockOptions {
  tensors: VitBlock;
  name: string;
  clsOnly: boolean;
  /** The norm behind the block. */
  next: AffineOptions;
}

function writeBlock(vit: Vit, { tokens, normed }: State, options: BlockOptions) {
  const { tensors, name, clsOnly, next } = options;
  const named = (part: keyof VitBlock) => ({ name: `${name}.${part}`, affine: tensors[part] });
  const queried = (rows: Rows) => (clsOnly ? pickCls(vit, rows) : rows);
  const { context, attention } = attend(vit, {
    queries: project(vit, queried(normed), { ...named('query'), scale: scaleOfQueries(vit) }),
    keys: project(vit, normed, { ...named('key'), isBiased: !vit.forCpu }),
    values: project(vit, normed, named('value')),
  });
  const attended = add(vit, queried(tokens), {
    rows: context,
    projection: named('attentionOutput'),
    norm: named('mlpNorm'),
  });
  const rows = activate(vit, attended.normed, named('mlpInput'));
  const state = add(vit, attended.tokens, { rows, projection: named('mlpOutput'), norm: next });
  return { state, attention };
}

/**
 * Multi-head attention. `attention` is [batch, queries, tokens], the mean over heads, where rollout needs it. A key's bias
 * may be left out: it adds the same to all products of a query, and softmax takes that off again.
 */
function attend(vit: Vit, { queries, keys, values }: Record<'queries' | 'keys' | 'values', Rows>) {
  const { graph, config } = vit;
  const weights = graph.apply('Softmax', [multiply(vit, queries, keys)], { ints: { axis: -1 } });
  const attention = vit.rollout ? average(vit, weights, queries) : undefined;
  const heads = vit.heads && pickHeads(vit, weights);
  if (heads) vit.heads?.push(heads);
  const taken = [attention, heads].filter((value) => value !== undefined);
  const mixed = mix(vit, weights, values);
  const value = graph.apply('Reshape', [
    taken.length > 0 ? graph.apply('Reshape', [mixed, shapeAfter(vit, taken)]) : mixed,
    graph.int64s([-1, config.hiddenSize]),
  ]);
  return { context: { value, perPicture: queries.perPicture }, attention };
}

/** For the CPU the products of queries and keys are scaled on their way out, and no bias with them. */
function scaleOfQueries(vit: Vit): number {
  return vit.forCpu ? 1 : headSize(vit) ** -0.5;
}

/** Queries times keys, [batch, heads, queries, tokens]: for the CPU read where they lie, between other heads and pictures. */
function multiply(vit: Vit, queries: Rows, keys: Rows): Value {
  const { graph, forCpu } = vit;
  if (!forCpu) {
    const dealt = [dealToHeads(vit, queries, [0, 2, 1, 3]), dealToHeads(vit, keys, [0, 2, 3, 1])];
    return graph.apply('MatMul', dealt);
  }
  return graph.apply('FusedMatMul', [splitHeads(vit, queries), splitHeads(vit, keys)], {
    ints: { transBatchA: 1, transBatchB: 1, transB: 1 },
    floats: { alpha: headSize(vit) ** -0.5 },
    domain: 'com.microsoft',
  });
}

/** The mean over heads: for the CPU by a product with the heads' equal shares, which reads them in the order that they lie in. */
function average({ graph, config, forCpu }: Vit, weights: Value, { perPicture }: Rows): Value {
  if (!forCpu) return graph.apply('ReduceMean', [weights], { ints: { axes: [1], keepdims: 0 } });
  const shares = Array<number>(config.heads).fill(1 / config.heads);
  const mean = graph.apply('MatMul', [
    graph.floats('shares_of_heads', shares, [1, config.heads]),
    graph.apply('Reshape', [weights, graph.int64s([0, 0, -1])]),
  ]);
  return graph.apply('Reshape', [mean, graph.int64s([-1, perPicture, tokenCount(config)])]);
}

/** The means of values by their weights, in rows again but for their shape. */
function mix(vit: Vit, weights: Value, values: Rows): Value {
  const { graph, forCpu } = vit;
  if (!forCpu) {
    const perHead = graph.apply('MatMul', [weights, dealToHeads(vit, values, [0, 2, 1, 3])]);
    return graph.apply('Transpose', [perHead], { ints: { perm: [0, 2, 1, 3] } });
  }
  const perHead = graph.apply('FusedMatMul', [weights, splitHeads(vit, values)], {
    ints: { transBatchB: 1 },
    domain: 'com.microsoft',
  });
  return graph.apply('Transpose', [perHead], { ints: { perm: [2, 0, 1, 3] } });
}

/** What CLS attends to, in every head: [batch, heads, 1, patches]. */
function pickHeads({ graph, config }: Vit, weights: Value): Value {
  const range = [
    [0, 1],
    [1, tokenCount(config)],
    [2, 3],
    [1, 1],
  ];
  return graph.apply('Slice', [weights, ...range.map((numbers) => graph.int64s(numbers))]);
}

/**
 * The shape of rows by picture, asked of what is `taken` of the attention (the mean over heads): so the block cannot go on before
 * that is. ONNX Runtime would take all at the end, and keep the weights of every head of every block until then: 96 MB a picture.
 */
function shapeAfter({ graph, config, forCpu }: Vit, taken: Value[]): Value {
  const batches = taken.map((value) =>
    graph.apply('Shape', [value], { ints: { start: 0, end: 1 } }),
  );
  const batch = batches.reduce((least, other) => graph.apply('Min', [least, other]));
  const shape = forCpu
    ? [graph.int64s([-1]), batch, graph.int64s([config.hiddenSize])]
    : [batch, graph.int64s([-1, config.hiddenSize])];
  return graph.apply('Concat', shape, { ints: { axis: 0 } });
}

/** Rows split into [batch, rows, heads, head size], their axes ordered by `perm`. */
function dealToHeads(vit: Vit, rows: Rows, perm: number[]): Value {
  return vit.graph.apply('Transpose', [splitHeads(vit, rows)], { ints: { perm } });
}

function splitHeads(vit: Vit, rows: Rows): Value {
  return unfold(vit, rows, [vit.config.heads, headSize(vit)]);
}

/** Rows by picture, [batch, rows, ...vector]; for the CPU by place, [rows, batch, ...vector]. */
function unfold({ graph, forCpu }: Vit, { value, perPicture }: Rows, vector: number[]): Value {
  const rows = forCpu ? [perPicture, -1] : [-1, perPicture];
  return graph.apply('Reshape', [value, graph.int64s([...rows, ...vector])]);
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
      ? slice(graph, attention, { axis: 1, start: 0, end: 1 })
      : graph.apply('MatMul', [row, attention]);
    return withResidual(seen, row);
  }, cls);
  const patches = graph.apply('Slice', [row, ...[[1], [tokens], [2]].map((n) => graph.int64s(n))]);
  graph.apply('Reshape', [patches, graph.int64s([-1, tokens - 1])], { name: 'rollout' });
}

/** The CLS token of every picture: [batch, hidden]. */
function pickCls(vit: Vit, rows: Rows, name?: string): Rows {
  const { graph, config } = vit;
  const tokens = unfold(vit, rows, [config.hiddenSize]);
  const cls = slice(graph, tokens, { axis: vit.forCpu ? 0 : 1, start: 0, end: 1 });
  const shape = graph.int64s([-1, config.hiddenSize]);
  return { value: graph.apply('Reshape', [cls, shape], { name }), perPicture: 1 };
}

function pickPatches(vit: Vit, rows: Rows) {
  const { graph, config, forCpu } = vit;
  const tokens = unfold(vit, rows, [config.hiddenSize]);
  const byPicture = forCpu
    ? graph.apply('Transpose', [tokens], { ints: { perm: [1, 0, 2] } })
    : tokens;
  slice(graph, byPicture, { axis: 1, start: 1, end: rows.perPicture, name: 'patch_embeddings' });
}

interface Range {
  axis: number;
  start: number;
  end: number;
  name?: string | undefined;
}

function slice(graph: OnnxGraph, value: Value, { axis, start, end, name }: Range): Value {
  const range = [[start], [end], [axis]].map((numbers) => graph.int64s(numbers));
  return graph.apply('Slice', [value, ...range], { name });
}

interface AffineOptions {
  name: string;
  affine: Affine;
}

interface ProjectOptions extends AffineOptions {
  scale?: number;
  isBiased?: boolean;
}

/** x W^T + b for every row, both times `scale`; without b where it is not to be biased. */
function project(vit: Vit, { value, perPicture }: Rows, options: ProjectOptions): Rows {
  const { graph, int8 } = vit;
  const { name, affine, scale = 1, isBiased = true } = options;
  const bias = isBiased ? affine.bias : undefined;
  const projection = int8?.weights.projections.get(affine);
  if (int8 && projection) {
    const products = int8.projections.project(value, { name, projection });
    const sum = bias && graph.apply('Add', [products, graph.weight(`${name}.bias`, bias)]);
    return { value: sum ?? products, perPicture };
  }
  const inputs = [
    value,
    ...writeAffine(graph, name, { weight: affine.weight, ...(bias && { bias }) }),
  ];
  const projected = graph.apply('Gemm', inputs, {
    ints: { transB: 1 },
    floats: { alpha: scale, beta: scale },
    name,
  });
  return { value: projected, perPicture };
}

/** Rows to project, and the norm behind their sum with the tokens. */
interface Addend {
  rows: Rows;
  projection: AffineOptions;
  norm: AffineOptions;
}

/** The tokens plus a projection of other rows, as they are and normalised. */
function add(vit: Vit, tokens: Rows, { rows, projection, norm }: Addend): State {
  const projected = project(vit, rows, { ...projection, isBiased: !vit.forCpu });
  if (vit.forCpu) return addBiasedAndNormalize(vit, [tokens, projected], { projection, norm });
  const value = vit.graph.apply('Add', [tokens.value, projected.value]);
  const sum = { ...tokens, value };
  return { tokens: sum, normed: normalize(vit, sum, norm) };
}

function addBiasedAndNormalize(
  vit: Vit,
  [tokens, projected]: [Rows, Rows],
  { projection, norm }: Omit<Addend, 'rows'>,
): State {
  const { name, affine } = norm;
  const inputs = [projected.value, tokens.value, ...writeNorm(vit, name, affine)];
  const [normed, sum] = vit.graph.applyForTwo(
    'SkipLayerNormalization',
    [...inputs, ...writeBias(vit.graph, projection.name, projection.affine.bias)],
    {
      positions: [0, 3],
      floats: { epsilon: vit.config.layerNormEps },
      domain: 'com.microsoft',
      name,
    },
  );
  return { tokens: { ...tokens, value: sum }, normed: { ...tokens, value: normed } };
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

/** x W^T + b for every row, through a GELU: by tanh where int8 costs more precision anyway, in half the time of the exact one. */
function activate(vit: Vit, rows: Rows, { name, affine }: AffineOptions): Rows {
  const { graph, forCpu, int8 } = vit;
  const projected = project(vit, rows, { name, affine, isBiased: !forCpu });
  const bias = forCpu ? writeBias(graph, name, affine.bias) : [];
  const biasGelu = int8 ? 'FastGelu' : 'BiasGelu';
  const value = graph.apply(forCpu ? biasGelu : 'Gelu', [projected.value, ...bias], {
    domain: 'com.microsoft',
  });
  return { ...projected, value };
}

function writeNorm({ graph, int8 }: Vit, name: string, affine: Affine): Value[] {
  const balanced = int8?.weights.norms.get(affine);
  if (!balanced) return writeAffine(graph, name, affine);
  return (['weight', 'bias'] as const).map((part) =>
    graph.external(`${name}.${part}`, balanced[part], int8WeightsFile),
  );
}

function writeAffine(graph: OnnxGraph, name: string, { weight, bias }: Affine): Value[] {
  return [graph.weight(`${name}.weight`, weight), ...writeBias(graph, name, bias)];
}

function writeBias(graph: OnnxGraph, name: string, bias: StoredTensor | undefined): Value[] {
  return bias ? [graph.weight(`${name}.bias`, bias)] : [];
}
