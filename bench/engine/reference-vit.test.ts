import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ReferenceVit } from './fixtures/reference-vit';

const goldens = join(import.meta.dirname, '../../lib/inference/fixtures/vit');
const read = (name: string) => readFileSync(join(goldens, name));

interface Expected {
  expected: { logits: { data: number[] } };
}

it('computes the logits that PyTorch computed for the golden model', () => {
  const model = new ReferenceVit(new Uint8Array(read('hf.safetensors')), { heads: 3 });
  const pixels = new Float32Array(new Uint8Array(read('pixel_values.f32')).buffer);
  const { expected } = JSON.parse(read('expected.json').toString()) as Expected;
  const size = pixels.length / expected.logits.data.length;
  const logits = expected.logits.data.map((_, i) =>
    model.logit(pixels.subarray(i * size, (i + 1) * size)),
  );
  logits.forEach((logit, i) => expect(logit).toBeCloseTo(expected.logits.data[i] ?? NaN, 5));
});
