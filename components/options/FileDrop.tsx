import { useState } from 'preact/hooks';
import { formatBytes } from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import { modelFileRoles, type ChosenFiles, type ModelFileRole } from './model-files';
import { useUniqueId } from '../use-unique-id';
import './FileDrop.css';

interface FileDropProps {
  chosen: ChosenFiles;
  /** Files that were chosen but belong to no model. */
  strays: File[];
  /** The person went on although something may be missing. */
  isTried: boolean;
  onFiles: (files: File[]) => void;
}

/** Takes a model's files, picked or dropped, and shows which are there. */
export function FileDrop({ chosen, strays, isTried, onFiles }: FileDropProps) {
  const id = useUniqueId();
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...(event.dataTransfer?.files ?? [])]);
  };
  const hover = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <div
      class={`file-drop${isOver ? ' file-drop--over' : ''}`}
      onDragOver={hover}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Picker describedBy={`${id}-roles`} onFiles={onFiles} />
      <ul id={`${id}-roles`} class="file-drop__roles">
        {modelFileRoles.map((role) => (
          <Role key={role} role={role} file={chosen[role]} />
        ))}
      </ul>
      <Missing names={isTried ? findMissing(chosen) : []} />
      {strays.length > 0 && (
        <p class="file-drop__strays" role="alert">
          {translate('options_file_stray', strays.map(({ name }) => name).join(', '))}
        </p>
      )}
    </div>
  );
}

function Missing({ names }: { names: string[] }) {
  if (names.length === 0) return null;
  return (
    <p class="file-drop__strays" role="alert">
      {translate('options_file_missing', names.join(', '))}
    </p>
  );
}

function findMissing(chosen: ChosenFiles): string[] {
  const needed = modelFileRoles.filter((role) => role !== 'preprocessor' && !chosen[role]);
  return needed.map((role) => translate(`options_file_${role}`));
}

interface PickerProps {
  describedBy: string;
  onFiles: (files: File[]) => void;
}

function Picker({ describedBy, onFiles }: PickerProps) {
  const pick = (input: HTMLInputElement) => {
    onFiles([...(input.files ?? [])]);
    input.value = ''; // So that choosing the same file again is a change.
  };
  return (
    <label class="file-drop__picker">
      <input
        class="visually-hidden"
        type="file"
        multiple
        accept=".json,.safetensors"
        aria-describedby={describedBy}
        onChange={(event) => pick(event.currentTarget)}
      />
      <span class="button file-drop__choose">{translate('options_file_choose')}</span>
      <span class="file-drop__or">{translate('options_file_drop')}</span>
    </label>
  );
}

interface RoleProps {
  role: ModelFileRole;
  file: File | undefined;
}

function Role({ role, file }: RoleProps) {
  const wanted = role === 'preprocessor' ? 'options_file_optional' : 'options_file_wanted';
  return (
    <li class={`file-drop__role${file ? ' file-drop__role--here' : ''}`}>
      <span class="file-drop__name">{file?.name ?? translate(`options_file_${role}`)}</span>
      <span class="file-drop__size">{file ? formatBytes(file.size) : translate(wanted)}</span>
    </li>
  );
}
