import { expect, it } from 'vitest';
import { readPreprocessing } from './read-preprocessing';

const read = (config: unknown) => readPreprocessing(JSON.stringify(config));

const half = [0.5, 0.5, 0.5];
const clipMean = [0.48145466, 0.4578275, 0.40821073];

it.each([
  ['ViTImageProcessor', { squash: { width: 224, height: 224 }, resample: 'bilinear', mean: half }],
  ['ViTImageProcessorFast', { squash: { width: 224, height: 224 }, resample: 'bilinear' }],
  ['SiglipImageProcessor', { squash: { width: 224, height: 224 }, resample: 'bicubic', std: half }],
  ['DeiTImageProcessor', { squash: { width: 256, height: 256 }, resample: 'bicubic', crop: 224 }],
  ['CLIPImageProcessor', { shortSide: 224, resample: 'bicubic', mean: clipMean }],
  ['BitImageProcessor', { shortSide: 224, resample: 'bicubic', mean: clipMean }],
])('does what %s does where the config is silent', (image_processor_type, expected) => {
  const preprocessing = read({ image_processor_type });
  expect(preprocessing).toMatchObject({ crop: 224, cropRounding: 'down', ...expected });
  expect(preprocessing).not.toHaveProperty('rescale');
});

it('reads a config that says everything', () => {
  expect(
    read({
      image_processor_type: 'ViTImageProcessor',
      do_resize: true,
      size: { shortest_edge: 440 },
      resample: 1,
      do_center_crop: true,
      crop_size: { height: 384, width: 384 },
      do_rescale: true,
      rescale_factor: 0.00784313725490196,
      do_normalize: true,
      image_mean: [0.1, 0.2, 0.3],
      image_std: 0.4,
    }),
  ).toEqual({
    shortSide: 440,
    crop: 384,
    cropRounding: 'down',
    resample: 'lanczos',
    rescale: 0.00784313725490196,
    mean: [0.1, 0.2, 0.3],
    std: [0.4, 0.4, 0.4],
  });
});

it('reads older configs, whose sizes are numbers', () => {
  const vit = read({ feature_extractor_type: 'ViTFeatureExtractor', size: 384 });
  expect(vit).toMatchObject({ squash: { width: 384, height: 384 }, crop: 384 });
  const clip = read({ feature_extractor_type: 'CLIPFeatureExtractor', size: 256, crop_size: 240 });
  expect(clip).toMatchObject({ shortSide: 256, crop: 240 });
});

it('leaves out what a config switches off', () => {
  const config = { do_resize: false, do_rescale: false, do_normalize: false };
  expect(read({ image_processor_type: 'BitImageProcessor', ...config })).toMatchObject({
    resize: 'none',
    rescale: 1,
    mean: [0, 0, 0],
    std: [1, 1, 1],
  });
});

it('takes null as silence', () => {
  const config = { image_processor_type: 'SiglipImageProcessor', image_mean: null, size: null };
  expect(read(config)).toEqual(read({ image_processor_type: 'SiglipImageProcessor' }));
});

it.each([
  ['a processor that Candid does not know', { image_processor_type: 'BeitImageProcessor' }, 'Beit'],
  ['no processor', { size: 224 }, 'image_processor_type'],
  ['a filter that Pillow does not have', { resample: 6 }, 'resample'],
  ['pictures of any shape', { do_resize: false }, 'do_center_crop'],
  ['a short side without a crop', { size: { shortest_edge: 224 } }, 'do_center_crop'],
  ['a long side', { size: { longest_edge: 224 } }, 'size'],
  ['an oblong', { size: { height: 224, width: 448 } }, '448 × 224'],
  ['a standard deviation of zero', { image_std: [0, 1, 1] }, 'image_std'],
  ['four channels', { image_mean: [0, 0, 0, 0] }, 'image_mean'],
  ['padding', { do_pad: true }, 'do_pad'],
  ['channels the other way round', { do_flip_channel_order: true }, 'do_flip_channel_order'],
])('refuses %s, and says what', (_, config, subject) => {
  const processor =
    'size' in config && config.size === 224 ? {} : { image_processor_type: 'ViTImageProcessor' };
  expect(() => read({ ...processor, ...config })).toThrow(
    expect.objectContaining({
      code: 'unsupportedPreprocessing',
      subject: expect.stringContaining(subject) as string,
    }),
  );
});

it('refuses what is no JSON', () => {
  expect(() => readPreprocessing('<html>')).toThrow(
    expect.objectContaining({ code: 'unreadable' }),
  );
});
