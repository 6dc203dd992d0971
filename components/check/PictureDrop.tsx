import { useEffect, useRef, useState } from 'preact/hooks';
import { translate } from '../../lib/language/translate';
import { FilePicker } from '../FilePicker';
import { AddressForm } from './AddressForm';
import type { CheckActions, ChosenFile } from './checked-files';
import { readGiven } from './given-pictures';
import './PictureDrop.css';

interface PictureDropProps {
  /** Without a list below, it has the page to itself. */
  isAlone: boolean;
  actions: Pick<CheckActions, 'addFiles' | 'addAddresses'>;
}

/** Takes pictures: dropped or pasted anywhere on the page, chosen, in folders, or by their addresses. */
export function PictureDrop({ isAlone, actions }: PictureDropProps) {
  const isOver = useGiving(actions);
  const add = (files: File[]) => actions.addFiles(Promise.resolve(files.map(toChosen)));
  return (
    <section
      class={`picture-drop${isAlone ? ' picture-drop--alone' : ''}${isOver ? ' picture-drop--over' : ''}`}
    >
      <div class="picture-drop__files">
        <Drawing />
        <h2 class="picture-drop__title">{translate('check_drop')}</h2>
        <div class="picture-drop__pickers">
          <FilePicker
            label={translate('check_chooseFiles')}
            kind="primary"
            accept="image/*,.heic,.heif,.tif,.tiff"
            isMultiple
            onFiles={add}
          />
          <FilePicker label={translate('check_chooseFolder')} isMultiple isFolder onFiles={add} />
        </div>
        <p class="picture-drop__private">{translate('check_private')}</p>
      </div>
      <AddressForm onAddresses={actions.addAddresses} />
    </section>
  );
}

function toChosen(file: File): ChosenFile {
  return { file, path: file.webkitRelativePath || file.name };
}

/** Whether something is held over the page. Without this, the browser would leave the page for what is dropped beside it. */
function useGiving(actions: PictureDropProps['actions']): boolean {
  const [isOver, setOver] = useState(false);
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const closing = new AbortController();
    const { signal } = closing;
    const give = (transfer: DataTransfer | null) => transfer && readGiven(transfer, latest.current);
    const hover = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    };
    const leave = ({ relatedTarget }: DragEvent) => relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      give(event.dataTransfer);
    };
    const paste = (event: ClipboardEvent) => {
      const isTyping = event.target instanceof HTMLInputElement;
      if (!isTyping || event.clipboardData?.files.length) give(event.clipboardData);
    };
    document.addEventListener('dragover', hover, { signal });
    document.addEventListener('dragleave', leave, { signal });
    document.addEventListener('drop', drop, { signal });
    document.addEventListener('paste', paste, { signal });
    return () => closing.abort();
  }, []);
  return isOver;
}

function Drawing() {
  return (
    <svg
      class="picture-drop__drawing"
      viewBox="0 0 72 56"
      width="72"
      height="56"
      aria-hidden="true"
    >
      <rect x="14.5" y="1.5" width="56" height="40" rx="6" />
      <path d="M57 41.5V48a6 6 0 0 1-6 6H7.5a6 6 0 0 1-6-6V20a6 6 0 0 1 6-6h7" />
      <circle cx="30" cy="15" r="4.5" />
      <path d="M18 37l14-12 9 8 8-7 17 11" />
    </svg>
  );
}
