import type { Catalog } from './build-catalog.ts';
import type { PackageContent } from './check-package.ts';
import { sizeOfModel } from './fetched-models.ts';

/** What was built, in words: which model judges, how large the package is, and which WASM it ships. */
export function describePackage(
  { default: id, models }: Catalog,
  { sizeInBytes, wasm }: PackageContent,
): string[] {
  const embedded = models.filter(({ folder }) => folder !== null);
  const model = embedded.find((entry) => entry.id === id);
  const others = embedded.filter((entry) => entry !== model).map(({ name }) => name);
  const size = model && inMegabytes(sizeOfModel(model));
  return [
    `Bundled model: ${model?.name ?? id}, revision ${model?.revision ?? 'unknown'}, ${size ?? '0'} MB, sha256 checked`,
    ...(others.length > 0 ? [`  beside it: ${others.join(', ')}`] : []),
    `Package: ${inMegabytes(sizeInBytes)} MB`,
    `WASM: ${wasm.name}, ${inMegabytes(wasm.sizeInBytes)} MB, the only one; ONNX Runtime ${wasm.version}, as its JavaScript`,
  ];
}

function inMegabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
