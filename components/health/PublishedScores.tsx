import { translate } from '../../lib/language/translate';
import type { PublishedScores as Published } from '../../lib/verdict/published';
import { readDroppedFiles } from '../dropped-files';
import { DropZone } from '../DropZone';
import { FilePicker } from '../FilePicker';
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
      <Giving published={published} onFiles={onFiles} />
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

interface GivingProps {
  published: Published;
  onFiles: (files: Promise<File[]>) => void;
}

function Giving({ published, onFiles }: GivingProps) {
  const take = (files: File[]) => onFiles(Promise.resolve(files));
  const picker = { accept: 'image/*', isMultiple: true, onFiles: take } as const;
  const names = published.pictures.map(({ name }) => name);
  return (
    <DropZone onDrop={({ items }) => onFiles(readDroppedFiles(items))}>
      <div class="published-scores__pickers">
        <FilePicker label={translate('health_published_choose')} isFolder {...picker} />
        <FilePicker label={translate('health_published_chooseFiles')} {...picker} />
        <span class="published-scores__or">{translate('health_published_drop')}</span>
      </div>
      <p class="published-scores__wanted">
        {translate('health_published_wanted', names.join(', '))}
      </p>
    </DropZone>
  );
}
