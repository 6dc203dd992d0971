import { useState } from 'preact/hooks';
import { translate } from '../../lib/language/translate';
import { AddForm } from './AddForm';
import type { Adding } from './model';
import { findRepository } from './repository-name';
import { TextField } from '../TextField';
import './HubForm.css';

/** A repository of the hub as `owner/name`, and the branch, tag or commit of it. */
export interface HubModel {
  repository: string;
  revision: string;
}

interface HubFormProps {
  adding: Adding;
  onAdd: (model: HubModel) => void;
}

/** Adds a model of the Hugging Face hub by its name. */
export function HubForm({ adding, onAdd }: HubFormProps) {
  const [name, setName] = useState('');
  const [revision, setRevision] = useState('main');
  const [isNameWrong, setNameWrong] = useState(false);
  const change = (text: string) => {
    setName(text);
    setNameWrong(false);
  };
  const submit = () => {
    const repository = findRepository(name);
    setNameWrong(repository === undefined);
    if (repository !== undefined) onAdd({ repository, revision: revision.trim() || 'main' });
  };
  return (
    <AddForm
      heading={translate('options_hub')}
      explanation={translate('options_hub_explanation')}
      submitLabel={translate('options_hub_submit')}
      workingLabel={translate('options_hub_working')}
      adding={adding}
      onSubmit={submit}
    >
      <div class="hub-form__fields">
        <TextField
          label={translate('options_hub_repository')}
          hint={translate('options_hub_repository_hint')}
          value={name}
          error={isNameWrong ? translate('options_hub_repository_wrong') : undefined}
          onInput={change}
        />
        <TextField
          label={translate('options_hub_revision')}
          hint={translate('options_hub_revision_hint')}
          value={revision}
          onInput={setRevision}
        />
      </div>
    </AddForm>
  );
}
