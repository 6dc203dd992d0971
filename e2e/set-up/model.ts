import catalog from '../../models/catalog.json' with { type: 'json' };

/** Says which model the extension will run. */
export function tellModel(): void {
  const model = catalog.models.find(({ id }) => id === catalog.default);
  if (!model?.folder) throw new Error(`Expected ${catalog.default} to be embedded in the package`);
  console.log(`Model: the embedded starter model is used (${model.name}, ${model.revision})`);
}
