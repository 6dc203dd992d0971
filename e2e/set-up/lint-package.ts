import { spawnSync } from 'node:child_process';
import { packageFolderOf } from './build-extension.ts';

/** What Firefox's store says of one place in a package. */
interface Remark {
  code: string;
  message: string;
  file?: string;
  line?: number;
}

interface Report {
  errors: Remark[];
  warnings: Remark[];
}

/** What libraries hold and we neither use nor can take out: their files must be as they were published. */
const ofLibraries = [
  // ONNX Runtime and transformers.js look for a `Function` that extension pages do not let them call.
  { code: 'DANGEROUS_EVAL', file: /^assets\/(ort|worker)-/ },
  // Preact's `dangerouslySetInnerHTML`, and in workers ONNX Runtime's import of its factory.
  { code: 'UNSAFE_VAR_ASSIGNMENT', file: /^(chunks|content-scripts)\/|^assets\/worker-/ },
];

/** Runs what `web-ext lint` runs on the package for Firefox; fails on whatever it finds in code of ours. */
function main(): void {
  const args = [packageFolderOf('firefox'), '--output', 'json'];
  const { stdout, stderr } = spawnSync('addons-linter', args, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (!stdout) throw new Error(`Expected a report of addons-linter, got none: ${stderr}`);
  const { errors, warnings } = JSON.parse(stdout) as Report;
  const found = [...errors, ...warnings.filter((warning) => !isOfLibrary(warning))];
  for (const { code, message, file = '', line = 0 } of found) {
    console.log(`${code} in ${file}:${line}: ${message}`);
  }
  console.log(`${found.length} errors and warnings, ${warnings.length} with those of libraries`);
  process.exitCode = found.length > 0 ? 1 : 0;
}

function isOfLibrary({ code, file = '' }: Remark): boolean {
  return ofLibraries.some((known) => known.code === code && known.file.test(file));
}

main();
