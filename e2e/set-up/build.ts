import { buildExtension, extensionFolder } from './build-extension.ts';
import { modelToBundle } from './model/try-model.ts';

/** `npm run build`: with the full model where `npm run model` fetched it. */
async function main(): Promise<void> {
  await buildExtension(modelToBundle());
  console.log(`  in ${extensionFolder}`);
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
