import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import createWabt from 'wabt';

it('holds what resize.wat compiles to', async () => {
  const wabt = await createWabt();
  const source = new URL('resize.wat', import.meta.url);
  const module = wabt.parseWat('resize.wat', await readFile(source, 'utf8'));
  module.validate();
  const bytes = Buffer.from(module.toBinary({}).buffer).toString('base64');
  const code = `/** \`resize.wat\`, compiled; its test compares them and writes this file. */\nexport const resizeWasm =\n  '${bytes}';\n`;
  await expect(code).toMatchFileSnapshot('resize-wasm.ts');
});
