import * as v from 'valibot';
import type { Preprocessing, Resample, Resize } from '../verdict/model';
import { ModelError } from '../verdict/model-error';
import { readJson } from './read-json';

/** Pillow's numbers for its filters. */
const filters: Resample[] = ['nearest', 'lanczos', 'bilinear', 'bicubic', 'box', 'hamming'];

const clipMean = [0.48145466, 0.4578275, 0.40821073];
const clipStd = [0.26862954, 0.26130258, 0.27577711];
const half = [0.5, 0.5, 0.5];

/**
 * What transformers' image processors do where a config is silent, by their names without `ImageProcessor`, `Fast` and the
 * older `FeatureExtractor`. `intSize` is what a size means that is a number.
 */
const processors = {
  ViT: {
    size: 224,
    intSize: 'squash',
    resample: 2,
    do_center_crop: false,
    image_mean: half,
    image_std: half,
  },
  DeiT: {
    size: 256,
    intSize: 'squash',
    resample: 3,
    do_center_crop: true,
    image_mean: half,
    image_std: half,
  },
  Siglip: {
    size: 224,
    intSize: 'squash',
    resample: 3,
    do_center_crop: false,
    image_mean: half,
    image_std: half,
  },
  CLIP: {
    size: 224,
    intSize: 'shortSide',
    resample: 3,
    do_center_crop: true,
    image_mean: clipMean,
    image_std: clipStd,
  },
  Bit: {
    size: 224,
    intSize: 'shortSide',
    resample: 3,
    do_center_crop: true,
    image_mean: clipMean,
    image_std: clipStd,
  },
} as const;

type Processor = (typeof processors)[keyof typeof processors];

/** What else a config can ask for, all of which changes pixels. */
const unknownSteps = [
  'crop_pct',
  'do_align_long_axis',
  'do_flip_channel_order',
  'do_grayscale',
  'do_pad',
  'do_thumbnail',
  'rescale_offset',
  'size_divisor',
];

const length = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(4096));
const area = v.object({ height: length, width: length });
const perChannel = v.union([v.number(), v.strictTuple([v.number(), v.number(), v.number()])]);
const optional = <Schema extends v.GenericSchema>(schema: Schema) => v.nullish(schema);

const configSchema = v.object({
  image_processor_type: optional(v.string()),
  feature_extractor_type: optional(v.string()),
  do_resize: optional(v.boolean()),
  size: optional(v.union([length, area, v.object({ shortest_edge: length })])),
  resample: optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5))),
  do_center_crop: optional(v.boolean()),
  crop_size: optional(v.union([length, area])),
  do_rescale: optional(v.boolean()),
  rescale_factor: optional(v.pipe(v.number(), v.minValue(1e-6))),
  do_normalize: optional(v.boolean()),
  image_mean: optional(perChannel),
  image_std: optional(perChannel),
});

type Config = v.InferOutput<typeof configSchema>;

/**
 * Reads how pictures are prepared for a model from its `preprocessor_config.json`, as transformers would do it.
 *
 * @throws ModelError: `unreadable` where the file is no JSON, `unsupportedPreprocessing` for whatever Candid cannot do
 *   exactly so. Nothing is guessed.
 */
export function readPreprocessing(text: string): Preprocessing {
  const json = readJson('preprocessor_config.json', text);
  const parsed = v.safeParse(configSchema, json, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw unsupported(`${v.getDotPath(issue) ?? 'root'}: ${issue.message}`);
  }
  refuseUnknownSteps(json as Record<string, unknown>);
  const config = parsed.output;
  const processor = findProcessor(config);
  const resize = resizeOf(config, processor);
  return {
    ...resize,
    crop: cropOf(config, { processor, resize }),
    cropRounding: 'down',
    resample: filters[config.resample ?? processor.resample] ?? 'bilinear',
    ...rescaleOf(config),
    ...normalizationOf(config, processor),
  };
}

function refuseUnknownSteps(config: Record<string, unknown>): void {
  const step = unknownSteps.find((name) => config[name]);
  if (step) throw unsupported(step);
}

function findProcessor({ image_processor_type, feature_extractor_type }: Config): Processor {
  const type = image_processor_type ?? feature_extractor_type;
  if (!type) throw unsupported('no image_processor_type');
  const name = type.replace(/(ImageProcessor|FeatureExtractor)(Fast)?$/, '');
  if (!Object.hasOwn(processors, name)) throw unsupported(type);
  return processors[name as keyof typeof processors];
}

function resizeOf({ do_resize, size }: Config, processor: Processor): Resize {
  if (do_resize === false) return { resize: 'none' };
  const wanted = size ?? processor.size;
  if (typeof wanted === 'object')
    return 'height' in wanted ? { squash: wanted } : shortSide(wanted);
  return processor.intSize === 'squash'
    ? { squash: { height: wanted, width: wanted } }
    : { shortSide: wanted };
}

function shortSide({ shortest_edge }: { shortest_edge: number }): Resize {
  return { shortSide: shortest_edge };
}

interface CropOptions {
  processor: Processor;
  resize: Resize;
}

/** The side of the square that comes out. Without a crop, only squashed pictures are all of one size. */
function cropOf(config: Config, { processor, resize }: CropOptions): number {
  const isCropped = config.do_center_crop ?? processor.do_center_crop;
  if (isCropped) return sideOf('crop_size', config.crop_size ?? 224);
  if ('squash' in resize) return sideOf('size', resize.squash);
  throw unsupported('do_center_crop: false, for pictures of any shape');
}

function sideOf(name: string, size: number | { height: number; width: number }): number {
  if (typeof size === 'number') return size;
  if (size.height === size.width) return size.height;
  throw unsupported(`${name}: ${size.width} × ${size.height}`);
}

/** transformers writes 1/255 as 0.00392156862745098. */
function rescaleOf({ do_rescale, rescale_factor }: Config): Pick<Preprocessing, 'rescale'> {
  if (do_rescale === false) return { rescale: 1 };
  const factor = rescale_factor ?? 1 / 255;
  return Math.abs(factor * 255 - 1) < 1e-9 ? {} : { rescale: factor };
}

function normalizationOf(
  config: Config,
  processor: Processor,
): Pick<Preprocessing, 'mean' | 'std'> {
  if (config.do_normalize === false) return { mean: [0, 0, 0], std: [1, 1, 1] };
  const std = spread(config.image_std ?? [...processor.image_std]);
  if (std.includes(0)) throw unsupported('image_std: 0');
  return { mean: spread(config.image_mean ?? [...processor.image_mean]), std };
}

function spread(values: number | readonly number[]): [number, number, number] {
  const [red = 0, green = 0, blue = 0] =
    typeof values === 'number' ? [values, values, values] : values;
  return [red, green, blue];
}

function unsupported(subject: string): ModelError {
  const message = `preprocessor_config.json: expected what Candid can do, got ${subject}`;
  return new ModelError('unsupportedPreprocessing', message, { subject });
}
