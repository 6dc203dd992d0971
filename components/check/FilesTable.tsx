import { formatBytes, formatScore } from '../../lib/language/format';
import { describeSize } from '../../lib/language/describe-source';
import { translate } from '../../lib/language/translate';
import type { Sensitivity } from '../../lib/verdict/model';
import { fileMarkOf, reasonKeyOf, type CheckedFile, type FileSort } from './checked-files';
import { MarkLabel } from '../MarkLabel';
import { SortableTable } from '../SortableTable';
import type { FindThumbnail } from '../thumbnail';
import { Thumbnail } from '../Thumbnail';
import './FilesTable.css';

interface FilesTableProps {
  files: CheckedFile[];
  sort: FileSort | undefined;
  sensitivity: Sensitivity;
  findThumbnail: FindThumbnail;
  onSort: (by: FileSort['by']) => void;
}

/** The pictures that a person gave, each a way to the inspector once it was judged. */
export function FilesTable({ files, sort, sensitivity, findThumbnail, onSort }: FilesTableProps) {
  return (
    <div class="files-table">
      <SortableTable
        caption={translate('check_table')}
        rows={files}
        keyOf={({ id }) => id}
        sort={sort}
        onSort={onSort}
        columns={[
          {
            id: 'name',
            label: translate('check_column_name'),
            sortsBy: 'name',
            isHeading: true,
            cell: (file) => <Name file={file} {...{ sensitivity, findThumbnail }} />,
          },
          {
            id: 'mark',
            label: translate('check_column_mark'),
            sortsBy: 'mark',
            cell: (file) => <FileMark file={file} sensitivity={sensitivity} />,
          },
          {
            id: 'score',
            label: translate('check_column_score'),
            sortsBy: 'score',
            cell: ({ state }) => state.status === 'judged' && formatScore(state.score, 2),
          },
          {
            id: 'pixels',
            label: translate('check_column_pixels'),
            sortsBy: 'pixels',
            cell: ({ state }) => state.status === 'judged' && describeSize(state.picture),
          },
          {
            id: 'bytes',
            label: translate('check_column_bytes'),
            sortsBy: 'bytes',
            cell: (file) => describeFile(file),
          },
        ]}
      />
    </div>
  );
}

interface NameProps {
  file: CheckedFile;
  sensitivity: Sensitivity;
  findThumbnail: FindThumbnail;
}

function Name({ file, sensitivity, findThumbnail }: NameProps) {
  const { name, place, state } = file;
  const contentHash = state.status === 'judged' ? state.contentHash : undefined;
  const mark = fileMarkOf(file, sensitivity);
  const isPending = mark === 'waiting' || mark === 'stopped';
  return (
    <div class="files-table__picture">
      {isPending ? (
        <span class="thumbnail" />
      ) : (
        <Thumbnail contentHash={contentHash} mark={mark} findThumbnail={findThumbnail} />
      )}
      <span class="files-table__text">
        {contentHash === undefined ? (
          <span class="files-table__name">{name}</span>
        ) : (
          <a class="files-table__name" href={`/inspector.html?id=${contentHash}`}>
            {name}
          </a>
        )}
        {place && <span class="files-table__place">{place}</span>}
        <Failure state={state} />
      </span>
    </div>
  );
}

function Failure({ state }: Pick<CheckedFile, 'state'>) {
  if (state.status !== 'failed') return null;
  return <span class="files-table__failure">{translate(reasonKeyOf(state))}</span>;
}

function FileMark({ file, sensitivity }: { file: CheckedFile; sensitivity: Sensitivity }) {
  const mark = fileMarkOf(file, sensitivity);
  if (mark !== 'waiting' && mark !== 'stopped') return <MarkLabel mark={mark} />;
  return (
    <span class="files-table__pending">
      {translate(mark === 'waiting' ? 'check_waiting' : 'check_notChecked')}
    </span>
  );
}

function describeFile({ state, sizeInBytes }: CheckedFile): string {
  const format =
    state.status === 'judged' ? state.picture.format.replace(/^image\//, '').toUpperCase() : '';
  const size = sizeInBytes === null ? '' : formatBytes(sizeInBytes);
  return [format, size].filter(Boolean).join(', ');
}
