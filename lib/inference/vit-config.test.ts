import { expect, it } from 'vitest';
import { patchesPerSide, readVitConfig, tokenCount } from './vit-config';

function encode(config: unknown) {
  return new TextEncoder().encode(JSON.stringify(config));
}

it('takes what a file leaves out from the defaults of ViTConfig', () => {
  const config = readVitConfig(encode({ model_type: 'vit', image_size: 384 }));
  expect(config).toMatchObject({ hiddenSize: 768, layers: 12, layerNormEps: 1e-12, qkvBias: true });
  expect(config.labels).toBeUndefined();
  expect(patchesPerSide(config)).toBe(24);
  expect(tokenCount(config)).toBe(577);
});

it.each([
  ['another kind of model', { model_type: 'swin' }, 'model_type'],
  ['no kind of model', {}, 'model_type'],
  ['another activation', { model_type: 'vit', hidden_act: 'relu' }, 'hidden_act'],
  ['a size that is no number', { model_type: 'vit', hidden_size: '768' }, 'hidden_size'],
  ['heads that do not divide', { model_type: 'vit', num_attention_heads: 7 }, 'hidden_size'],
  ['patches that do not divide', { model_type: 'vit', image_size: 225 }, 'image_size'],
  ['four channels', { model_type: 'vit', num_channels: 4 }, 'num_channels'],
])('refuses %s', (_, config, key) => {
  expect(() => readVitConfig(encode(config))).toThrow(
    expect.objectContaining({
      fault: 'unsupportedConfig',
      message: expect.stringContaining(key) as string,
    }),
  );
});

it('refuses what is not JSON', () => {
  expect(() => readVitConfig(new TextEncoder().encode('<html>'))).toThrow(
    expect.objectContaining({ fault: 'unsupportedConfig' }),
  );
});
