import { formatBytes } from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import { DropZone } from '../DropZone';
import { FilePicker } from '../FilePicker';
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
  return (
    <DropZone onDrop={({ files }) => onFiles([...files])}>
      <FilePicker
        label={translate('options_file_choose')}
        accept=".json,.safetensors"
        isMultiple
        describedBy={`${id}-roles`}
        onFiles={onFiles}
      >
        <span class="file-drop__or">{translate('options_file_drop')}</span>
      </FilePicker>
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
    </DropZone>
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
