import type { ComponentChildren } from 'preact';
import './Button.css';
import './FilePicker.css';

interface FilePickerProps {
  label: string;
  kind?: 'primary' | 'plain';
  /** As the attribute of inputs has it. */
  accept?: string;
  isMultiple?: true;
  /** Takes a folder with all that is below it; each file's `webkitRelativePath` begins with its name. */
  isFolder?: true;
  describedBy?: string;
  onFiles: (files: File[]) => void;
  /** Words beside the button, which open it as well. */
  children?: ComponentChildren;
}

/** A button by which a person gives us files. */
export function FilePicker(props: FilePickerProps) {
  const { label, kind = 'plain', accept, isMultiple, isFolder, describedBy, onFiles } = props;
  const pick = (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])];
    input.value = ''; // So that choosing the same again is a change.
    if (files.length > 0) onFiles(files);
  };
  return (
    <label class="file-picker">
      <input
        class="visually-hidden"
        type="file"
        multiple={isMultiple}
        accept={accept}
        aria-describedby={describedBy}
        {...(isFolder && { webkitdirectory: true })}
        onChange={(event) => pick(event.currentTarget)}
      />
      <span class={`button button--${kind}`}>{label}</span>
      {props.children}
    </label>
  );
}
