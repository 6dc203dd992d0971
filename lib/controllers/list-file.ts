interface ListFile {
  /** Before the date in the file's name. */
  name: string;
  format: 'csv' | 'json';
  write: Record<ListFile['format'], () => string>;
}

const types = { csv: 'text/csv', json: 'application/json' };

/** A list that a person takes with them, as a file with the date in its name. */
export function createListFile({ name, format, write }: ListFile): File {
  const day = new Date().toISOString().slice(0, 10);
  return new File([write[format]()], `${name}-${day}.${format}`, { type: types[format] });
}
