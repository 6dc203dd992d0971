import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundleModel, readCatalog } from '../../models/packaging/build-catalog.ts';
import { checkPackage } from '../../models/packaging/check-package.ts';
import { describePackage } from '../../models/packaging/describe-package.ts';
import { digestInputs } from './build-inputs.ts';
import { runWithProgress } from './progress.mjs';

const root = resolve(import.meta.dirname, '../..');

/** The browsers that there are packages for. */
export const targets = ['chrome', 'firefox'] as const;

type Target = (typeof targets)[number];

interface BuildOptions {
  target?: Target;
  /** Whether to write the archives that stores take beside the folder. */
  isPacked?: boolean;
}

/** Where builds go. */
export const outputFolder = resolve(root, process.env['CANDID_OUT'] ?? '.output');

/** The folder of a build for a browser. */
export function packageFolderOf(target: Target): string {
  return join(outputFolder, `${target}-mv3`);
}

/** The folder of a build for Chromium. */
export const extensionFolder = packageFolderOf('chrome');

/**
 * Builds the extension with the model `bundle` (`none` for the starter model), for Chromium unless told otherwise, and
 * says what it holds. What was built of the same sources is taken as it is, unless it is to be packed.
 *
 * @throws Error with the output of a build that failed.
 */
export async function buildExtension(
  bundle: string,
  { target = 'chrome', isPacked = false }: BuildOptions = {},
): Promise<void> {
  const catalog = bundleModel(root, readCatalog(root, process.env['CANDID_CATALOG']), bundle);
  const settings = Object.entries(process.env).filter(([name]) => name.startsWith('CANDID_'));
  const inputs = digestInputs(root, { catalog, target, settings });
  if (isPacked || !isBuiltOf(inputs, target)) {
    await build(bundle, { target, isPacked });
    writeFileSync(noteOf(target), JSON.stringify({ inputs, builtAt: builtAt(target) }));
  }
  const runtime = join(root, 'node_modules/onnxruntime-web');
  const content = checkPackage({ folder: packageFolderOf(target), runtime });
  for (const line of describePackage(catalog, content)) console.log(`  ${line}`);
}

async function build(bundle: string, { target, isPacked }: Required<BuildOptions>): Promise<void> {
  console.log(`Building the extension for ${target}`);
  const { code, output } = await runWithProgress('wxt build', {
    command: 'wxt',
    args: [isPacked ? 'zip' : 'build', '-b', target],
    env: { ...process.env, CANDID_BUNDLE: bundle },
  });
  if (code !== 0) throw new Error(`The extension could not be built:\n${output}`);
}

/** Beside the package: what it was built of, and when. */
function noteOf(target: Target): string {
  return `${packageFolderOf(target)}.json`;
}

/** Another build may have written there since the note. */
function isBuiltOf(inputs: string, target: Target): boolean {
  if (!existsSync(noteOf(target))) return false;
  const note = JSON.parse(readFileSync(noteOf(target), 'utf8')) as Record<string, unknown>;
  return note['inputs'] === inputs && note['builtAt'] === builtAt(target);
}

function builtAt(target: Target): number | undefined {
  const manifest = join(packageFolderOf(target), 'manifest.json');
  return statSync(manifest, { throwIfNoEntry: false })?.mtimeMs;
}
