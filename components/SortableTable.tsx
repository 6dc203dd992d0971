import type { ComponentChildren } from 'preact';
import './SortableTable.css';

/** What the rows are in the order of. */
export interface TableSort<By extends string> {
  by: By;
  direction: 'ascending' | 'descending';
}

export interface Column<Row, By extends string> {
  /** Also names its cells for styles: `sortable-table__cell--<id>`, and the area of a card's grid in which they stand. */
  id: string;
  label: string;
  /** What the rows can be sorted by here. */
  sortsBy?: By;
  /** Of the column that names a row. */
  isHeading?: true;
  /** The heading is for those who hear the table. */
  isLabelHidden?: true;
  cell: (row: Row) => ComponentChildren;
}

interface SortableTableProps<Row, By extends string> {
  caption: string;
  columns: Column<Row, By>[];
  rows: Row[];
  keyOf: (row: Row) => string;
  sort: TableSort<By> | undefined;
  onSort: (by: By) => void;
}

/**
 * A table whose headings sort it. On narrow pages its rows are drawn as cards, which would take its roles from it where
 * they were not written out.
 */
export function SortableTable<Row, By extends string>(props: SortableTableProps<Row, By>) {
  const { caption, columns, rows, keyOf, sort, onSort } = props;
  return (
    <table class="sortable-table" role="table">
      <caption class="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <Heading key={column.id} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row">
            {columns.map((column) => (
              <Cell key={column.id} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row, By extends string>({ column, row }: { column: Column<Row, By>; row: Row }) {
  const { id, isHeading, cell } = column;
  const name = `sortable-table__cell sortable-table__cell--${id}`;
  if (!isHeading) {
    return (
      <td role="cell" class={name} style={{ gridArea: id }}>
        {cell(row)}
      </td>
    );
  }
  return (
    <th role="rowheader" scope="row" class={name} style={{ gridArea: id }}>
      {cell(row)}
    </th>
  );
}

interface HeadingProps<Row, By extends string> {
  column: Column<Row, By>;
  sort: TableSort<By> | undefined;
  onSort: (by: By) => void;
}

function Heading<Row, By extends string>({ column, sort, onSort }: HeadingProps<Row, By>) {
  const { id, label, sortsBy, isLabelHidden } = column;
  const direction = sortsBy !== undefined && sort?.by === sortsBy ? sort.direction : undefined;
  return (
    <th
      role="columnheader"
      scope="col"
      class={`sortable-table__heading sortable-table__heading--${id}`}
      aria-sort={direction}
    >
      {sortsBy === undefined ? (
        <span class={isLabelHidden && 'visually-hidden'}>{label}</span>
      ) : (
        <button type="button" class="sortable-table__sort" onClick={() => onSort(sortsBy)}>
          {label}
          <Arrow direction={direction} />
        </button>
      )}
    </th>
  );
}

function Arrow({ direction }: { direction: TableSort<string>['direction'] | undefined }) {
  return (
    <svg
      class={`sortable-table__arrow${direction ? ` sortable-table__arrow--${direction}` : ''}`}
      viewBox="0 0 12 12"
      width="12"
      height="12"
      aria-hidden="true"
    >
      <path d="M6 2v8M2.5 6.5 6 10l3.5-3.5" />
    </svg>
  );
}
