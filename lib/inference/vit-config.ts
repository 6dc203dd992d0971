import * as v from 'valibot';
import { ModelLoadError } from './model-load-error';

/** The shape of a Vision Transformer. Sizes in pixels; `labels` is undefined where the file does not say. */
export interface VitConfig {
  hiddenSize: number;
  layers: number;
  heads: number;
  intermediateSize: number;
  imageSize: number;
  patchSize: number;
  channels: number;
  layerNormEps: number;
  qkvBias: boolean;
  labels: number | undefined;
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const countUpTo = (most: number) => v.pipe(count, v.maxValue(most));

/** Far beyond any published ViT, and within what a page can hold. */
const mostLayers = 256;
const mostPixelsPerSide = 4096;

/** Every block holds this many attention weights for each picture, of four bytes each: half a gigabyte. */
const mostAttentionWeights = 2 ** 27;

/** What makes a difference in single precision. */
const epsilon = v.pipe(v.number(), v.minValue(1e-30), v.maxValue(1));

/** Hugging Face writes only what differs from `ViTConfig`, so the defaults are that class's defaults. */
const configSchema = v.object({
  model_type: v.literal('vit'),
  hidden_act: v.optional(v.literal('gelu'), 'gelu'),
  hidden_size: v.optional(count, 768),
  num_hidden_layers: v.optional(countUpTo(mostLayers), 12),
  num_attention_heads: v.optional(count, 12),
  intermediate_size: v.optional(count, 3072),
  image_size: v.optional(countUpTo(mostPixelsPerSide), 224),
  patch_size: v.optional(count, 16),
  num_channels: v.optional(count, 3),
  layer_norm_eps: v.optional(epsilon, 1e-12),
  qkv_bias: v.optional(v.boolean(), true),
  num_labels: v.optional(count),
  id2label: v.optional(v.record(v.string(), v.string())),
});

/**
 * Reads a `config.json`.
 *
 * @throws ModelLoadError (`unsupportedConfig`) for anything but a ViT with GELU whose sizes go together and are of this world.
 */
export function readVitConfig(bytes: Uint8Array): VitConfig {
  const parsed = v.safeParse(configSchema, parseJson(bytes), { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw unsupported(`${v.getDotPath(issue) ?? 'root'}: ${issue.message}`);
  }
  const config = toVitConfig(parsed.output);
  checkSizes(config);
  return config;
}

/** The number of patches along one side of the picture. */
export function patchesPerSide({ imageSize, patchSize }: VitConfig): number {
  return imageSize / patchSize;
}

/** The number of tokens: every patch and CLS. */
export function tokenCount(config: VitConfig): number {
  return patchesPerSide(config) ** 2 + 1;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw unsupported('expected JSON', { cause });
  }
}

function toVitConfig(config: v.InferOutput<typeof configSchema>): VitConfig {
  return {
    hiddenSize: config.hidden_size,
    layers: config.num_hidden_layers,
    heads: config.num_attention_heads,
    intermediateSize: config.intermediate_size,
    imageSize: config.image_size,
    patchSize: config.patch_size,
    channels: config.num_channels,
    layerNormEps: config.layer_norm_eps,
    qkvBias: config.qkv_bias,
    labels: config.num_labels ?? (config.id2label && Object.keys(config.id2label).length),
  };
}

function checkSizes(config: VitConfig) {
  const { hiddenSize, heads, imageSize, patchSize, channels } = config;
  if (hiddenSize % heads !== 0) {
    throw unsupported(`expected hidden_size to be a multiple of ${heads} heads, got ${hiddenSize}`);
  }
  if (imageSize % patchSize !== 0) {
    throw unsupported(`expected image_size to be a multiple of ${patchSize}, got ${imageSize}`);
  }
  if (channels !== 3) throw unsupported(`expected num_channels 3, got ${channels}`);
  const weights = heads * tokenCount(config) ** 2;
  if (weights > mostAttentionWeights) {
    throw unsupported(
      `expected at most ${mostAttentionWeights} attention weights in a block, got ${weights}: ` +
        `${heads} heads, patches of ${patchSize} in ${imageSize} pixels`,
    );
  }
}

function unsupported(message: string, options?: ErrorOptions) {
  return new ModelLoadError('unsupportedConfig', `config.json, ${message}`, options);
}
