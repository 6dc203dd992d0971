import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readTensorIndex } from './safetensors';
import { readVitConfig } from './vit-config';
import { findVitTensors } from './vit-tensors';

const fixtures = new URL('./fixtures/vit/', import.meta.url);
const config = readVitConfig(readFileSync(new URL('config.json', fixtures)));

function indexOf(name: string) {
  return readTensorIndex(readFileSync(new URL(name, fixtures)));
}

it.each(['hf.safetensors', 'hf-f16.safetensors', 'timm.safetensors'])('knows %s', (name) => {
  const tensors = findVitTensors(indexOf(name), config);
  expect(tensors.blocks).toHaveLength(4);
  expect(tensors.blocks[3]?.mlpInput.weight.shape).toEqual([192, 48]);
  expect(tensors.classifier.weight.shape).toEqual([1, 48]);
});

it('finds query, key and value one after the other in a fused tensor', () => {
  const fused = indexOf('timm.safetensors').get('vit.blocks.0.attn.qkv.weight');
  const [block] = findVitTensors(indexOf('timm.safetensors'), config).blocks;
  const third = 48 * 48 * 4;
  expect(block?.query.weight).toMatchObject({ shape: [48, 48], offset: fused?.offset });
  expect(block?.key.weight.offset).toBe((fused?.offset ?? NaN) + third);
  expect(block?.value.weight.offset).toBe((fused?.offset ?? NaN) + 2 * third);
});

it('refuses a file without one of the tensors', () => {
  const index = indexOf('hf.safetensors');
  index.delete('vit.layernorm.bias');
  expect(() => findVitTensors(index, config)).toThrow(
    expect.objectContaining({
      fault: 'missingTensor',
      message: expect.stringContaining('vit.layernorm.bias') as string,
    }),
  );
});

it('refuses a tensor of another shape', () => {
  expect(() => findVitTensors(indexOf('hf.safetensors'), { ...config, imageSize: 112 })).toThrow(
    expect.objectContaining({
      fault: 'wrongShape',
      message: 'vit.embeddings.position_embeddings: expected [1, 50, 48], got [1, 37, 48]',
    }),
  );
});

it('refuses a configuration with fewer layers than the file has', () => {
  expect(() => findVitTensors(indexOf('hf.safetensors'), { ...config, layers: 3 })).toThrow(
    expect.objectContaining({
      fault: 'unexpectedTensor',
      message: expect.stringContaining('vit.encoder.layer.3') as string,
    }),
  );
});

it('refuses a configuration with more labels than the file has', () => {
  expect(() => findVitTensors(indexOf('timm.safetensors'), { ...config, labels: 2 })).toThrow(
    expect.objectContaining({ fault: 'wrongShape' }),
  );
});
