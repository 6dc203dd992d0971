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
