import { join, resolve } from 'node:path';
import { bundleModel, readCatalog } from '../../models/packaging/build-catalog.ts';
import { checkPackage } from '../../models/packaging/check-package.ts';
import { describePackage } from '../../models/packaging/describe-package.ts';
import { runWithProgress } from './progress.mjs';

const root = resolve(import.meta.dirname, '../..');

/** The folder that a build goes to. */
export const extensionFolder = resolve(root, process.env['CANDID_OUT'] ?? '.output', 'chrome-mv3');

/**
 * Builds the extension with the model `bundle` (`none` for the starter model) and says what it holds.
 *
 * @throws Error with the output of a build that failed.
 */
export async function buildExtension(bundle: string): Promise<void> {
  console.log('Building the extension');
  const env = { ...process.env, CANDID_BUNDLE: bundle };
  const { code, output } = await runWithProgress('wxt build', {
    command: 'wxt',
    args: ['build'],
    env,
  });
  if (code !== 0) throw new Error(`The extension could not be built:\n${output}`);
  const catalog = bundleModel(root, readCatalog(root, process.env['CANDID_CATALOG']), bundle);
  const runtime = join(root, 'node_modules/onnxruntime-web');
  const content = checkPackage({ folder: extensionFolder, runtime });
  for (const line of describePackage(catalog, content)) console.log(`  ${line}`);
}
