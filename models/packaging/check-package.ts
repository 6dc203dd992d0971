import { globSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { hashOfFile } from './hash-of-file.ts';

/** What one built package holds. */
export interface PackageContent {
  sizeInBytes: number;
  /** The one WASM of ONNX Runtime, and the version that its JavaScript says it is. */
  wasm: { name: string; sizeInBytes: number; version: string };
}

/** Where a package was built, and the npm package that ONNX Runtime is from. */
interface Folders {
  folder: string;
  runtime: string;
}

/**
 * Checks what a package ships of ONNX Runtime: one WASM, its factory, and JavaScript of the same build. Of different builds
 * they make a session neither load nor fail.
 *
 * @throws Error saying what was expected.
 */
export function checkPackage({ folder, runtime }: Folders): PackageContent {
  const wasm = onlyFile(folder, 'ort-*.wasm');
  const factory = onlyFile(folder, 'ort-*.mjs');
  if (stemOf(findOrigin(wasm, runtime)) !== stemOf(findOrigin(factory, runtime))) {
    throw new Error(`Expected ${basename(wasm)} with its own factory, got ${basename(factory)}`);
  }
  const version = versionOf(runtime);
  if (!scriptsOf(folder).some((script) => script.includes(version))) {
    throw new Error(`Expected ONNX Runtime ${version} in the package's JavaScript, as its WASM is`);
  }
  const { size } = statSync(wasm);
  return {
    sizeInBytes: sizeOfFolder(folder),
    wasm: { name: basename(wasm), sizeInBytes: size, version },
  };
}

function onlyFile(folder: string, pattern: string): string {
  const [found, ...others] = globSync(`**/${pattern}`, { cwd: folder });
  if (found !== undefined && others.length === 0) return join(folder, found);
  const names = found === undefined ? 'none' : [found, ...others].join(', ');
  throw new Error(`Expected one ${pattern} in the package, got ${names}`);
}

/** A built file is the npm package's own, with a hash in its name. Answers what it is called there. */
function findOrigin(path: string, runtime: string): string {
  const hash = hashOfFile(path);
  const candidates = globSync(`dist/*${extname(path)}`, { cwd: runtime });
  const origin = candidates.find((name) => hashOfFile(join(runtime, name)) === hash);
  if (origin !== undefined) return origin;
  throw new Error(`Expected ${basename(path)} from onnxruntime-web ${versionOf(runtime)}`);
}

function stemOf(path: string): string {
  return basename(path, extname(path));
}

function versionOf(runtime: string): string {
  const content = readFileSync(join(runtime, 'package.json'), 'utf8');
  return (JSON.parse(content) as { version: string }).version;
}

function scriptsOf(folder: string): string[] {
  return globSync('**/*.js', { cwd: folder }).map((name) =>
    readFileSync(join(folder, name), 'utf8'),
  );
}

function sizeOfFolder(folder: string): number {
  const files = globSync('**/*', { cwd: folder }).map((name) => statSync(join(folder, name)));
  return files.filter((file) => file.isFile()).reduce((sum, { size }) => sum + size, 0);
}
