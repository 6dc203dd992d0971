/** What a file is to a model. */
export type ModelFileRole = 'config' | 'weights' | 'preprocessor';

export type ChosenFiles = Partial<Record<ModelFileRole, File>>;

/** The roles in the order in which they are shown. */
export const modelFileRoles = ['config', 'weights', 'preprocessor'] as const;

/** Tells by their names what files are. `strays` are none of a model's; of two with one role the later counts. */
export function sortModelFiles(files: Iterable<File>): { chosen: ChosenFiles; strays: File[] } {
  const chosen: ChosenFiles = {};
  const strays: File[] = [];
  for (const file of files) {
    const role = findRole(file.name);
    if (role) chosen[role] = file;
    else strays.push(file);
  }
  return { chosen, strays };
}

/** Browsers number files that were saved twice: `config (1).json`. */
function findRole(fileName: string): ModelFileRole | undefined {
  const name = fileName.toLowerCase().replace(/ ?\(\d+\)(?=\.)/, '');
  if (name === 'config.json') return 'config';
  if (name === 'preprocessor_config.json') return 'preprocessor';
  return name.endsWith('.safetensors') ? 'weights' : undefined;
}
