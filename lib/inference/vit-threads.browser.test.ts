import { wrap } from 'comlink';
import { expect, it } from 'vitest';
import catalog from '../../models/catalog.json';
import type { CatalogEntry, SafetensorsFiles } from '../verdict/model';
import { preparePicture } from './classifier';
import { readGoldenPicture } from './fixtures/golden-pictures';
import { judgeOne, valueOf } from './fixtures/outcomes';
import { readVitFiles } from './model-files';
import type { InferenceWorker, ModelSource } from './protocol';
import { readVit } from './read-vit';
import { VitModel } from './vit-model';

const entry = catalog.models[0] as unknown as CatalogEntry;
const source: ModelSource = {
  kind: 'package',
  baseUrl: new URL(`/${entry.folder}/`, location.href).href,
};

it.skipIf(navigator.hardwareConcurrency < 2)(
  'answers the same on one thread in this page as on many in a worker',
  async () => {
    const { file } = await readGoldenPicture('wide-1500x500.jpg');
    const { pixelValues } = await preparePicture(file.slice().buffer, entry.preprocessing);
    const vit = readVit(await readVitFiles(entry.files as SafetensorsFiles, source));
    const model = await VitModel.load(vit, { id: 'one-thread', device: 'wasm', threads: 1 });
    const { logits } = await model.run(pixelValues);

    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      type: 'module',
      name: 'many-threads',
    });
    const remote = wrap<InferenceWorker>(worker);
    const loaded = await remote.load({ entry, source, device: 'wasm' });
    const threads = loaded.ok ? loaded.value.threads : 0;
    expect(threads).toBeGreaterThan(1);
    const { logit } = valueOf(await judgeOne(remote, file));
    worker.terminate();
    expect(Math.abs(logit - (logits[0] ?? NaN))).toBeLessThan(1e-5);
  },
  60_000,
);
