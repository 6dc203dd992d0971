import { useCallback } from 'preact/hooks';
import type { ListedPicture } from '../../lib/verdict/listed-picture';
import type { Sensitivity } from '../../lib/verdict/model';
import type { FindJudgement } from '../picture';
import { PictureRow } from './PictureRow';
import './PictureList.css';

interface PictureListProps {
  pictures: ListedPicture[];
  sensitivity: Sensitivity;
  findJudgement: FindJudgement;
  onChoose: (pictureId: string) => void;
}

/** Pictures in the given order. Tab reaches every row; the arrow keys, Home and End go through them faster. */
export function PictureList(props: PictureListProps) {
  const { pictures, sensitivity, findJudgement, onChoose } = props;
  const findThumbnail = useCallback(
    async (contentHash: string) => (await findJudgement(contentHash))?.preview,
    [findJudgement],
  );
  return (
    <ul class="picture-list" onKeyDown={moveFocus}>
      {pictures.map((picture) => (
        <li key={picture.pictureId}>
          <PictureRow picture={picture} {...{ sensitivity, findThumbnail, onChoose }} />
        </li>
      ))}
    </ul>
  );
}

function moveFocus(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const rows = [...event.currentTarget.querySelectorAll('button')];
  const current = rows.findIndex((row) => row === event.target);
  const targets: Record<string, number> = {
    ArrowDown: Math.min(current + 1, rows.length - 1),
    ArrowUp: Math.max(current - 1, 0),
    Home: 0,
    End: rows.length - 1,
  };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  rows[target]?.focus();
}
