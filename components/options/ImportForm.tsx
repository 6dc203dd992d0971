import { useEffect, useState } from 'preact/hooks';
import { translate } from '../../lib/language/translate';
import { AddForm } from './AddForm';
import { FileDrop } from './FileDrop';
import type { Adding } from './model';
import { sortModelFiles, type ChosenFiles } from './model-files';
import { TextField } from '../TextField';

/** A model of the person's disk and what they call it. */
export interface ModelImport {
  name: string;
  config: File;
  weights: File;
  preprocessor: File | undefined;
}

interface ImportFormProps {
  importing: Adding;
  onImport: (files: ModelImport) => void;
}

/** Adds a model from files on the person's disk. */
export function ImportForm({ importing, onImport }: ImportFormProps) {
  const [name, setName] = useState('');
  const [{ chosen, strays }, setFiles] = useState(() => sortModelFiles([]));
  const [isTried, setTried] = useState(false);
  useEffect(() => {
    if (importing.status !== 'done') return;
    setName('');
    setFiles(sortModelFiles([]));
    setTried(false);
  }, [importing]);
  const take = (files: File[]) => {
    const sorted = sortModelFiles(files);
    setFiles({ chosen: { ...chosen, ...sorted.chosen }, strays: sorted.strays });
  };
  const submit = () => {
    setTried(true);
    const files = toImport(name, chosen);
    if (files) onImport(files);
  };
  return (
    <AddForm
      heading={translate('options_import')}
      explanation={translate('options_import_explanation')}
      submitLabel={translate('options_import_submit')}
      workingLabel={translate('options_import_working')}
      adding={importing}
      onSubmit={submit}
    >
      <FileDrop chosen={chosen} strays={strays} isTried={isTried} onFiles={take} />
      <TextField
        label={translate('options_import_name')}
        value={name}
        error={isTried && !name.trim() ? translate('options_import_name_missing') : undefined}
        onInput={setName}
      />
    </AddForm>
  );
}

/** Undefined while something is missing. */
function toImport(name: string, chosen: ChosenFiles): ModelImport | undefined {
  const { config, weights, preprocessor } = chosen;
  if (!config || !weights || !name.trim()) return undefined;
  return { name: name.trim(), config, weights, preprocessor };
}
