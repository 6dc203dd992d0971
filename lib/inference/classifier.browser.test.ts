import { AutoModel } from '@huggingface/transformers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Classifier } from './classifier';
import { entryOf, fetchFrom, modelsUrl, readGoldenModel } from './fixtures/golden-models';
import { numbersOf, setMember, type Member } from './fixtures/json-members';
import { putBack, putTogether, takeApart, tensorsOf, type Parts } from './fixtures/model-parts';
import type { VitFiles } from './read-vit';

const golden = await readGoldenModel('hf');
const createSession = vi.spyOn(AutoModel, 'from_pretrained');

beforeEach(() => {
  createSession.mockClear();
});
afterEach(() => {
  vi.mocked(fetch).mockRestore();
});

async function load(files: VitFiles, preprocessing = {}) {
  const entry = await entryOf('probe', files);
  vi.spyOn(globalThis, 'fetch').mockImplementation(fetchFrom(files));
  return Classifier.load({
    entry: { ...entry, preprocessing: { ...entry.preprocessing, ...preprocessing } },
    source: { kind: 'package', baseUrl: modelsUrl },
    device: 'wasm',
  });
}

function changed(change: (parts: Parts) => void): VitFiles {
  const parts = takeApart(golden);
  change(parts);
  return putTogether(parts);
}

function withTensor(name: string, change: (tensor: Member[]) => void): VitFiles {
  return changed(({ header }) => {
    const [, tensor] = tensorsOf(header).find((candidate) => candidate[0] === name) ?? [];
    if (!tensor) throw new Error(`Expected the tensor ${name}, got none`);
    change(tensor);
    putBack(header, name, tensor);
  });
}

function withConfig(name: string, value: unknown): VitFiles {
  return changed(({ config }) => void config.push([name, JSON.stringify(value)]));
}

function withHeaderLength(length: bigint): VitFiles {
  const weights = golden.weights.slice();
  new DataView(weights.buffer).setBigUint64(0, length, true);
  return { ...golden, weights };
}

const norm = 'vit.layernorm.weight';

function moveOffsets(by: number) {
  return (tensor: Member[]) => {
    const moved = numbersOf(tensor, 'data_offsets').map((offset) => offset + by);
    setMember(tensor, 'data_offsets', moved);
  };
}

describe('before any session is made', () => {
  it.each([
    ['a header longer than the file', withHeaderLength(2n ** 40n), /longer than the file/],
    [
      'an overlap',
      withTensor(norm, moveOffsets(-4)),
      /layernorm\.weight overlaps vit\.layernorm\.b/,
    ],
    [
      'offsets beyond the end',
      withTensor(norm, moveOffsets(4)),
      /layernorm\.weight: .* 4 more bytes/,
    ],
    ['a hole', withTensor('classifier.weight', moveOffsets(4)), /classifier\.weight .*hole/],
    [
      'a truncated file',
      { ...golden, weights: golden.weights.slice(0, -1) },
      /layernorm\.weight: expected 1 more bytes/,
    ],
    [
      'another shape',
      withTensor(norm, (tensor) => setMember(tensor, 'shape', [6, 8])),
      /layernorm\.weight: expected \[48\], got \[6, 8\]/,
    ],
    [
      'another dtype',
      withTensor(norm, (tensor) => setMember(tensor, 'dtype', 'I32')),
      /layernorm\.weight: expected F32 or F16, got I32/,
    ],
    [
      'a missing tensor',
      changed(({ header }) => {
        const tensor = header.find(([name]) => name === norm);
        if (tensor) tensor[0] = 'vit.layernorm.scale';
      }),
      /layernorm\.weight: expected in the file, got none/,
    ],
    ['a config of more layers', withConfig('num_hidden_layers', 5), /encoder\.layer\.4/],
    ['a config of fewer layers', withConfig('num_hidden_layers', 3), /encoder\.layer\.3/],
    [
      'a config of another width',
      withConfig('hidden_size', 96),
      /cls_token: expected \[1, 1, 96\]/,
    ],
    ['a config of larger pictures', withConfig('image_size', 112), /position_embeddings/],
    ['a config without biases', withConfig('qkv_bias', false), /bias: expected no such tensor/],
  ])('refuses %s', async (_, files, message) => {
    await expect(load(files)).rejects.toMatchObject({
      name: 'ModelLoadError',
      message: expect.stringMatching(message) as string,
    });
    expect(createSession).not.toHaveBeenCalled();
  });

  it('refuses pictures of another size than the catalog says', async () => {
    await expect(load(golden, { crop: 224 })).rejects.toMatchObject({ fault: 'contradiction' });
    expect(createSession).not.toHaveBeenCalled();
  });
});

it('makes one session of the files that all of those were made from', async () => {
  await load(golden);
  expect(createSession).toHaveBeenCalledOnce();
}, 60_000);

it('refuses weights that answer no number', async () => {
  const weights = golden.weights.slice();
  weights.fill(0xff, -16);
  await expect(load({ ...golden, weights })).rejects.toMatchObject({ fault: 'brokenWeights' });
});
