import { join, resolve } from 'node:path';
import { bundleModel, readCatalog } from '../../models/packaging/build-catalog.ts';
import { checkPackage } from '../../models/packaging/check-package.ts';
import { describePackage } from '../../models/packaging/describe-package.ts';
import { runWithProgress } from './progress.mjs';

const root = resolve(import.meta.dirname, '../..');

/** The browsers that there are packages for. */
export const targets = ['chrome', 'firefox'] as const;

interface BuildOptions {
  target?: (typeof targets)[number];
  /** Whether to write the archives that stores take beside the folder. */
  isPacked?: boolean;
}

/** Where builds go. */
export const outputFolder = resolve(root, process.env['CANDID_OUT'] ?? '.output');

/** The folder of a build for Chromium. */
export const extensionFolder = join(outputFolder, 'chrome-mv3');

/**
 * Builds the extension with the model `bundle` (`none` for the starter model), for Chromium unless told otherwise, and
 * says what it holds.
 *
 * @throws Error with the output of a build that failed.
 */
export async function buildExtension(
  bundle: string,
  { target = 'chrome', isPacked = false }: BuildOptions = {},
): Promise<void> {
  console.log(`Building the extension for ${target}`);
  const env = { ...process.env, CANDID_BUNDLE: bundle };
  const { code, output } = await runWithProgress('wxt build', {
    command: 'wxt',
    args: [isPacked ? 'zip' : 'build', '-b', target],
    env,
  });
  if (code !== 0) throw new Error(`The extension could not be built:\n${output}`);
  const catalog = bundleModel(root, readCatalog(root, process.env['CANDID_CATALOG']), bundle);
  const runtime = join(root, 'node_modules/onnxruntime-web');
  const content = checkPackage({ folder: join(outputFolder, `${target}-mv3`), runtime });
  for (const line of describePackage(catalog, content)) console.log(`  ${line}`);
}
