import { ModelLoadError } from './model-load-error';
import { bytesPerValue, sizeOf, type StoredTensor } from './safetensors';
import { tokenCount, type VitConfig } from './vit-config';

/** The tensors of a ViT, whatever they are called in its file. Weights are [out, in]. */
export interface VitTensors {
  clsToken: StoredTensor;
  positions: StoredTensor;
  patchProjection: Affine;
  blocks: VitBlock[];
  norm: Affine;
  classifier: Affine;
}

export interface VitBlock {
  attentionNorm: Affine;
  query: Affine;
  key: Affine;
  value: Affine;
  attentionOutput: Affine;
  mlpNorm: Affine;
  mlpInput: Affine;
  mlpOutput: Affine;
}

/** A weight and, unless the model does without, its bias. */
export interface Affine {
  weight: StoredTensor;
  bias?: StoredTensor;
}

/** How a file names its tensors. `queryKeyValue` is one name where the three are stored as one. */
interface Layout {
  clsToken: string;
  positions: string;
  patchProjection: string;
  norm: string;
  classifier: string;
  block(layer: number): BlockNames;
}

type BlockNames = Record<Exclude<keyof VitBlock, 'query' | 'key' | 'value'>, string> & {
  queryKeyValue: string | [string, string, string];
};

const huggingFace: Layout = {
  clsToken: 'vit.embeddings.cls_token',
  positions: 'vit.embeddings.position_embeddings',
  patchProjection: 'vit.embeddings.patch_embeddings.projection',
  norm: 'vit.layernorm',
  classifier: 'classifier',
  block: (layer) => {
    const block = `vit.encoder.layer.${layer}`;
    const attention = `${block}.attention.attention`;
    return {
      attentionNorm: `${block}.layernorm_before`,
      queryKeyValue: [`${attention}.query`, `${attention}.key`, `${attention}.value`],
      attentionOutput: `${block}.attention.output.dense`,
      mlpNorm: `${block}.layernorm_after`,
      mlpInput: `${block}.intermediate.dense`,
      mlpOutput: `${block}.output.dense`,
    };
  },
};

const timm: Layout = {
  clsToken: 'vit.cls_token',
  positions: 'vit.pos_embed',
  patchProjection: 'vit.patch_embed.proj',
  norm: 'vit.norm',
  classifier: 'vit.head',
  block: (layer) => {
    const block = `vit.blocks.${layer}`;
    return {
      attentionNorm: `${block}.norm1`,
      queryKeyValue: `${block}.attn.qkv`,
      attentionOutput: `${block}.attn.proj`,
      mlpNorm: `${block}.norm2`,
      mlpInput: `${block}.mlp.fc1`,
      mlpOutput: `${block}.mlp.fc2`,
    };
  },
};

/**
 * Finds the tensors of a ViT in a file of either published layout and holds their shapes against the configuration.
 *
 * @throws ModelLoadError naming the tensor that is missing, has another shape, or that the configuration does not know.
 */
export function findVitTensors(index: Map<string, StoredTensor>, config: VitConfig): VitTensors {
  const layout = index.has(timm.clsToken) ? timm : huggingFace;
  const shelf = new TensorShelf(index);
  const tensors = takeAll(shelf, layout, config);
  shelf.expectEmpty();
  return tensors;
}

function takeAll(shelf: TensorShelf, layout: Layout, config: VitConfig): VitTensors {
  const { hiddenSize, patchSize, channels, layers } = config;
  const labels = config.labels ?? shelf.rowsOf(`${layout.classifier}.weight`);
  return {
    clsToken: shelf.take(layout.clsToken, [1, 1, hiddenSize]),
    positions: shelf.take(layout.positions, [1, tokenCount(config), hiddenSize]),
    patchProjection: shelf.takeAffine(layout.patchProjection, [
      hiddenSize,
      channels,
      patchSize,
      patchSize,
    ]),
    blocks: Array.from({ length: layers }, (_, layer) =>
      takeBlock(shelf, layout.block(layer), config),
    ),
    norm: shelf.takeAffine(layout.norm, [hiddenSize]),
    classifier: shelf.takeAffine(layout.classifier, [labels, hiddenSize]),
  };
}

function takeBlock(shelf: TensorShelf, names: BlockNames, config: VitConfig): VitBlock {
  const { hiddenSize, intermediateSize } = config;
  return {
    attentionNorm: shelf.takeAffine(names.attentionNorm, [hiddenSize]),
    ...takeQueryKeyValue(shelf, names.queryKeyValue, config),
    attentionOutput: shelf.takeAffine(names.attentionOutput, [hiddenSize, hiddenSize]),
    mlpNorm: shelf.takeAffine(names.mlpNorm, [hiddenSize]),
    mlpInput: shelf.takeAffine(names.mlpInput, [intermediateSize, hiddenSize]),
    mlpOutput: shelf.takeAffine(names.mlpOutput, [hiddenSize, intermediateSize]),
  };
}

function takeQueryKeyValue(
  shelf: TensorShelf,
  names: BlockNames['queryKeyValue'],
  { hiddenSize, qkvBias }: VitConfig,
) {
  const square: Shape = [hiddenSize, hiddenSize];
  if (typeof names === 'string') {
    return splitThirds(shelf.takeAffine(names, [3 * hiddenSize, hiddenSize], qkvBias));
  }
  const [query, key, value] = names;
  return {
    query: shelf.takeAffine(query, square, qkvBias),
    key: shelf.takeAffine(key, square, qkvBias),
    value: shelf.takeAffine(value, square, qkvBias),
  };
}

function splitThirds({ weight, bias }: Affine) {
  const third = (position: number): Affine => ({
    weight: rowsOfThird(weight, position),
    ...(bias && { bias: rowsOfThird(bias, position) }),
  });
  return { query: third(0), key: third(1), value: third(2) };
}

/** Rows lie one after the other, so a third of the rows is a tensor in its own right. */
function rowsOfThird({ dtype, shape, offset }: StoredTensor, position: number): StoredTensor {
  const [rows = 0, ...rest] = shape;
  const thirdShape = [rows / 3, ...rest];
  const sizeInBytes = sizeOf(thirdShape) * bytesPerValue[dtype];
  return { dtype, shape: thirdShape, offset: offset + position * sizeInBytes, sizeInBytes };
}

/** At least one dimension: the first counts rows. */
type Shape = [number, ...number[]];

/** The tensors of a file, each to be taken once. */
class TensorShelf {
  readonly #index: Map<string, StoredTensor>;
  readonly #left: Set<string>;

  constructor(index: Map<string, StoredTensor>) {
    this.#index = index;
    this.#left = new Set(index.keys());
  }

  take(name: string, shape: number[]): StoredTensor {
    const tensor = this.#find(name);
    if (tensor.shape.join() !== shape.join()) {
      throw new ModelLoadError(
        'wrongShape',
        `${name}: expected [${shape.join(', ')}], got [${tensor.shape.join(', ')}]`,
      );
    }
    this.#left.delete(name);
    return tensor;
  }

  /** Takes `name.weight`, and `name.bias` which has as many values as the weight has rows. */
  takeAffine(name: string, shape: Shape, hasBias = true): Affine {
    const weight = this.take(`${name}.weight`, shape);
    return hasBias ? { weight, bias: this.take(`${name}.bias`, [shape[0]]) } : { weight };
  }

  rowsOf(name: string): number {
    return this.#find(name).shape[0] ?? 0;
  }

  expectEmpty() {
    const [name] = this.#left;
    if (name === undefined) return;
    throw new ModelLoadError(
      'unexpectedTensor',
      `${name}: expected no such tensor in a model of this config.json`,
    );
  }

  #find(name: string): StoredTensor {
    const tensor = this.#index.get(name);
    if (!tensor)
      throw new ModelLoadError('missingTensor', `${name}: expected in the file, got none`);
    return tensor;
  }
}
