import { useState } from 'preact/hooks';
import { translate } from '../../lib/language/translate';
import type { PublishedScores as Published } from '../../lib/verdict/published';
import { readDroppedFiles } from '../dropped-files';
import type { Comparing } from './health';
import { ScoreTable } from './ScoreTable';
import './PublishedScores.css';

interface PublishedScoresProps {
  /** Null where nobody published what the model in use answers. */
  published: Published | null;
  comparing: Comparing;
  onFiles: (files: Promise<File[]>) => void;
}

/** Takes pictures whose scores were published, and shows what the model says of them here. */
export function PublishedScores({ published, comparing, onFiles }: PublishedScoresProps) {
  if (!published) return <p>{translate('health_published_none')}</p>;
  return (
    <div class="published-scores">
      <DropZone published={published} onFiles={onFiles} />
      <p role="status">{describe(comparing)}</p>
      <ScoreTable source={published.source} comparing={comparing} />
    </div>
  );
}

function describe(comparing: Comparing): string {
  if (comparing.status === 'reading') return translate('health_published_reading');
  if (comparing.status === 'scoring') {
    return translate('health_published_scoring', comparing.next);
  }
  const isEmpty = comparing.status === 'done' && comparing.rows.length === 0;
  return isEmpty ? translate('health_published_notFound') : '';
}

interface DropZoneProps {
  published: Published;
  onFiles: (files: Promise<File[]>) => void;
}

function DropZone({ published, onFiles }: DropZoneProps) {
  const [isOver, setOver] = useState(false);
  const hover = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (event.dataTransfer) onFiles(readDroppedFiles(event.dataTransfer.items));
  };
  const names = published.pictures.map(({ name }) => name);
  return (
    <div
      class={`published-scores__zone${isOver ? ' published-scores__zone--over' : ''}`}
      onDragOver={hover}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div class="published-scores__pickers">
        <Picker label="health_published_choose" isFolder onFiles={onFiles} />
        <Picker label="health_published_chooseFiles" onFiles={onFiles} />
        <span class="published-scores__or">{translate('health_published_drop')}</span>
      </div>
      <p class="published-scores__wanted">
        {translate('health_published_wanted', names.join(', '))}
      </p>
    </div>
  );
}

interface PickerProps {
  label: 'health_published_choose' | 'health_published_chooseFiles';
  isFolder?: true;
  onFiles: (files: Promise<File[]>) => void;
}

function Picker({ label, isFolder, onFiles }: PickerProps) {
  const pick = (input: HTMLInputElement) => {
    onFiles(Promise.resolve([...(input.files ?? [])]));
    input.value = ''; // So that choosing the same again is a change.
  };
  return (
    <label class="published-scores__picker">
      <input
        class="visually-hidden"
        type="file"
        multiple
        accept="image/*"
        {...(isFolder && { webkitdirectory: true })}
        onChange={(event) => pick(event.currentTarget)}
      />
      <span class="button published-scores__choose">{translate(label)}</span>
    </label>
  );
}
