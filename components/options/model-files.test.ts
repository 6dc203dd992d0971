import { expect, it } from 'vitest';
import { sortModelFiles } from './model-files';

const named = (name: string) => new File([], name);

it('tells by their names what files are', () => {
  const config = named('config.json');
  const weights = named('model.safetensors');
  const preprocessor = named('preprocessor_config.json');
  expect(sortModelFiles([preprocessor, weights, config])).toEqual({
    chosen: { config, weights, preprocessor },
    strays: [],
  });
});

it('takes files that were saved twice', () => {
  const config = named('config (1).json');
  const weights = named('vit-small.safetensors');
  expect(sortModelFiles([config, weights]).chosen).toEqual({ config, weights });
});

it('puts aside what belongs to no model', () => {
  const strays = [named('pytorch_model.bin'), named('tokenizer.json'), named('safetensors')];
  expect(sortModelFiles(strays)).toEqual({ chosen: {}, strays });
});
