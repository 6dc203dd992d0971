import { buildExtension, outputFolder, targets } from './build-extension.ts';
import { modelToBundle } from './model/try-model.ts';

/** `npm run build`: the packages of all browsers, with the full model where `npm run model` fetched it. */
async function main(): Promise<void> {
  for (const target of targets) await buildExtension(modelToBundle(), { target, isPacked: true });
  console.log(`  in ${outputFolder}`);
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
