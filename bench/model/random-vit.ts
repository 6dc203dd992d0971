/** A ViT-S/16 for pictures of 384 px with one label: the shape of the reference model. */
export const configOfRandomVit = {
  model_type: 'vit',
  architectures: ['ViTForImageClassification'],
  hidden_size: 384,
  num_hidden_layers: 12,
  num_attention_heads: 6,
  intermediate_size: 1536,
  image_size: 384,
  patch_size: 16,
  num_channels: 3,
  layer_norm_eps: 1e-6,
  hidden_act: 'gelu',
  qkv_bias: true,
  num_labels: 1,
  id2label: { 0: 'fake' },
};

interface TensorPlan {
  name: string;
  shape: number[];
  /** What the values lie around: 1 for the weights of a norm. */
  center: number;
}

/** Random weights answer 0, the middle of all thresholds, where any rounding changes the zone. A trained model seldom does. */
const answerBias = 2;

/** Standard deviation 0.02, as such a model starts its training. */
const halfRange = 0.02 * Math.sqrt(3);

/** The random model's weights as a safetensors file in Hugging Face's layout. The same seed gives the same file. */
export function writeRandomWeights(seed: number): Uint8Array<ArrayBuffer> {
  const plans = planTensors();
  const header = writeHeader(plans);
  const file = new Uint8Array(
    header.length + plans.reduce((sum, { shape }) => sum + bytesOf(shape), 0),
  );
  file.set(header);
  const values = new Float32Array(file.buffer, header.length);
  const next = uniform(seed);
  let at = 0;
  for (const { shape, center } of plans) {
    const end = at + bytesOf(shape) / 4;
    while (at < end) values[at++] = center + next() * halfRange;
  }
  return file;
}

function planTensors(): TensorPlan[] {
  const { hidden_size: hidden, image_size, patch_size, num_hidden_layers } = configOfRandomVit;
  const tokens = (image_size / patch_size) ** 2 + 1;
  const embeddings = 'vit.embeddings';
  return [
    { name: `${embeddings}.cls_token`, shape: [1, 1, hidden], center: 0 },
    { name: `${embeddings}.position_embeddings`, shape: [1, tokens, hidden], center: 0 },
    ...affine(`${embeddings}.patch_embeddings.projection`, [hidden, 3, patch_size, patch_size]),
    ...Array.from({ length: num_hidden_layers }, (_, layer) => planBlock(layer)).flat(),
    ...affine('vit.layernorm', [hidden], 1),
    ...affine('classifier', [1, hidden], 0, answerBias),
  ];
}

function planBlock(layer: number): TensorPlan[] {
  const { hidden_size: hidden, intermediate_size: intermediate } = configOfRandomVit;
  const block = `vit.encoder.layer.${layer}`;
  const projections = ['attention.query', 'attention.key', 'attention.value', 'output.dense'];
  return [
    ...affine(`${block}.layernorm_before`, [hidden], 1),
    ...projections.flatMap((name) => affine(`${block}.attention.${name}`, [hidden, hidden])),
    ...affine(`${block}.layernorm_after`, [hidden], 1),
    ...affine(`${block}.intermediate.dense`, [intermediate, hidden]),
    ...affine(`${block}.output.dense`, [hidden, intermediate]),
  ];
}

function affine(
  name: string,
  shape: [number, ...number[]],
  center = 0,
  biasCenter = 0,
): TensorPlan[] {
  return [
    { name: `${name}.weight`, shape, center },
    { name: `${name}.bias`, shape: [shape[0]], center: biasCenter },
  ];
}

/** Padded with spaces, so that the values behind it are aligned. */
function writeHeader(plans: TensorPlan[]): Uint8Array {
  let offset = 0;
  const entries = plans.map(({ name, shape }) => {
    const begin = offset;
    offset += bytesOf(shape);
    return [name, { dtype: 'F32', shape, data_offsets: [begin, offset] }];
  });
  const json = JSON.stringify(Object.fromEntries(entries));
  const text = new TextEncoder().encode(json.padEnd(Math.ceil(json.length / 8) * 8));
  const header = new Uint8Array(8 + text.length);
  new DataView(header.buffer).setBigUint64(0, BigInt(text.length), true);
  header.set(text, 8);
  return header;
}

function bytesOf(shape: number[]): number {
  return 4 * shape.reduce((size, dimension) => size * dimension, 1);
}

/** Numbers from -1 to 1, equally likely (xorshift32). */
function uniform(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2 ** 31;
  };
}
