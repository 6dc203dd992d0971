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
  ['more layers than anybody trains', { model_type: 'vit', num_hidden_layers: 1e10 }, 'layers'],
  ['pictures of 8192 pixels', { model_type: 'vit', image_size: 8192 }, 'image_size'],
  ['patches of a pixel', { model_type: 'vit', patch_size: 1 }, 'attention weights'],
  ['an epsilon of zero', { model_type: 'vit', layer_norm_eps: 0 }, 'layer_norm_eps'],
  [
    'an epsilon beyond single precision',
    { model_type: 'vit', layer_norm_eps: 1e300 },
    'layer_norm_eps',
  ],
  ['four channels', { model_type: 'vit', num_channels: 4 }, 'num_channels'],
])('refuses %s', (_, config, key) => {
  expect(() => readVitConfig(encode(config))).toThrow(
    expect.objectContaining({
      fault: 'unsupportedConfig',
      message: expect.stringContaining(key) as string,
    }),
  );
});

it.each([
  ['HTML', new TextEncoder().encode('<html>')],
  ['an infinite epsilon', new TextEncoder().encode('{"model_type":"vit","layer_norm_eps":1e999}')],
  ['invalid UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
  ['no bytes', new Uint8Array()],
])('refuses %s', (_, bytes) => {
  expect(() => readVitConfig(bytes)).toThrow(
    expect.objectContaining({ name: 'ModelLoadError', fault: 'unsupportedConfig' }),
  );
});
