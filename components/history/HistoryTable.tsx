import { useLayoutEffect, useRef } from 'preact/hooks';
import { formatCount, formatMoment, formatScore } from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import type { HistorySort, Label, PictureRecord } from '../../lib/verdict/history';
import type { Sensitivity } from '../../lib/verdict/model';
import { rate } from '../../lib/verdict/rate';
import { describePlace, nameOf, type HistoryActions, type HistoryState } from './history';
import { LabelButtons } from './LabelButtons';
import { MarkLabel } from '../MarkLabel';
import { SortableTable, type Column } from '../SortableTable';
import { Thumbnail } from '../Thumbnail';
import './HistoryTable.css';

interface HistoryTableProps {
  records: PictureRecord[];
  state: Pick<HistoryState, 'sort' | 'sensitivity'>;
  actions: HistoryActions;
}

/** The records, each a way to its picture in the inspector. */
export function HistoryTable({ records, state, actions }: HistoryTableProps) {
  const root = useRef<HTMLDivElement>(null);
  const noteDeleted = useFocusOnDelete(root, records);
  const { sensitivity } = state;
  const remove = (record: PictureRecord) => {
    noteDeleted(records.indexOf(record));
    actions.deleteOne(record.id);
  };
  return (
    <div ref={root} class="history-table">
      <SortableTable
        caption={translate('history_table')}
        rows={records}
        keyOf={({ id }) => id}
        sort={state.sort}
        onSort={actions.sortBy}
        columns={createColumns({ sensitivity, actions, remove })}
      />
    </div>
  );
}

interface ColumnOptions {
  sensitivity: Sensitivity;
  actions: HistoryActions;
  remove: (record: PictureRecord) => void;
}

function createColumns({
  sensitivity,
  actions,
  remove,
}: ColumnOptions): Column<PictureRecord, HistorySort['by']>[] {
  return [
    {
      id: 'picture',
      label: translate('history_column_picture'),
      isHeading: true,
      cell: (record) => <Picture record={record} sensitivity={sensitivity} actions={actions} />,
    },
    {
      id: 'verdict',
      label: translate('history_column_verdict'),
      cell: (record) => <MarkLabel mark={rate(record, sensitivity)} />,
    },
    {
      id: 'score',
      label: translate('history_column_score'),
      sortsBy: 'score',
      cell: ({ score }) => formatScore(score, 2),
    },
    {
      id: 'seen',
      label: translate('history_column_seenAt'),
      sortsBy: 'seenAt',
      cell: (record) => <Seen record={record} />,
    },
    {
      id: 'label',
      label: translate('history_column_label'),
      cell: (record) => (
        <Said record={record} onLabel={(label) => actions.label(record.id, label)} />
      ),
    },
    {
      id: 'delete',
      label: translate('history_column_delete'),
      isLabelHidden: true,
      cell: (record) => <DeleteButton record={record} onDelete={() => remove(record)} />,
    },
  ];
}

interface SaidProps {
  record: PictureRecord;
  onLabel: (label: Label | null) => void;
}

/** On narrow pages, where the heading of its column is not seen, with its words. */
function Said({ record, onLabel }: SaidProps) {
  return (
    <div class="history-table__label">
      <span class="history-table__says" aria-hidden="true">
        {translate('history_column_label')}
      </span>
      <LabelButtons label={record.label} about={nameOf(record)} onLabel={onLabel} />
    </div>
  );
}

interface PictureProps {
  record: PictureRecord;
  sensitivity: Sensitivity;
  actions: Pick<HistoryActions, 'findThumbnail'>;
}

function Picture({ record, sensitivity, actions }: PictureProps) {
  return (
    <a class="history-table__picture" href={`/inspector.html?id=${record.id}`}>
      <Thumbnail
        contentHash={record.id}
        mark={rate(record, sensitivity)}
        findThumbnail={actions.findThumbnail}
      />
      <span class="history-table__name">{nameOf(record)}</span>
    </a>
  );
}

function Seen({ record: { places, seenAt } }: { record: PictureRecord }) {
  const { text, href, host } = describePlace(places[0]);
  const others = places.length - 1;
  return (
    <div class="history-table__seen">
      {href ? (
        <a class="history-table__place" href={href} target="_blank" rel="noreferrer">
          {text}
        </a>
      ) : (
        <span class="history-table__place">{text}</span>
      )}
      <span class="history-table__when">
        {host && `${host} · `}
        {formatMoment(seenAt)}
        {others > 0 && ` · ${translate('history_place_more', formatCount(others))}`}
      </span>
    </div>
  );
}

function DeleteButton({ record, onDelete }: { record: PictureRecord; onDelete: () => void }) {
  const label = `${translate('history_delete')}: ${nameOf(record)}`;
  return (
    <button
      type="button"
      class="history-table__delete"
      aria-label={label}
      title={translate('history_delete')}
      onClick={onDelete}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d="M2.5 4.5h11M6.5 4V2.5h3V4M4 4.5l.6 9h6.8l.6-9M6.8 7v4M9.2 7v4" />
      </svg>
    </button>
  );
}

/** Whoever deletes a row stands on the next one. */
function useFocusOnDelete(
  root: { current: HTMLElement | null },
  records: PictureRecord[],
): (position: number) => void {
  const deleted = useRef<number>(undefined);
  useLayoutEffect(() => {
    const position = deleted.current;
    if (position === undefined) return;
    deleted.current = undefined;
    const buttons = root.current?.querySelectorAll<HTMLElement>('.history-table__delete');
    buttons?.[Math.min(position, buttons.length - 1)]?.focus();
  }, [records]);
  return (position) => {
    deleted.current = position;
  };
}
