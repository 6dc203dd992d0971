type Cell = string | number | null | undefined;

/** The columns of a table: what each is called, and what it says of a row. */
export type Columns<Row> = Record<string, (row: Row) => Cell>;

/** Rows as a CSV file with the names of its columns first. */
export function writeTable<Row>(rows: Row[], columns: Columns<Row>): string {
  const cells = Object.values(columns);
  const lines = rows.map((row) => cells.map((cell) => cell(row) ?? ''));
  return writeCsv([Object.keys(columns), ...lines]);
}

/**
 * Rows as a CSV file (RFC 4180) that spreadsheets open in any language. What a page wrote must not become a formula: such a
 * cell gets an apostrophe before it.
 */
export function writeCsv(rows: (string | number)[][]): string {
  const byteOrderMark = '\uFEFF';
  return byteOrderMark + rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('');
}

function writeCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
