/** `path` begins with the dropped folder: "holiday/fox.jpg", or just "fox.jpg". */
interface DroppedFile {
  file: File;
  path: string;
}

/**
 * All files of a drop, those in dropped folders included, whatever is below them. Call it while the drop is being handled:
 * the browser takes the items back after that.
 */
export async function readDroppedFiles(items: DataTransferItemList): Promise<File[]> {
  return (await readDroppedPaths(items)).map(({ file }) => file);
}

/** The same, with where they are. */
export async function readDroppedPaths(items: DataTransferItemList): Promise<DroppedFile[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  return (await Promise.all(entries.map(readEntry))).flat();
}

async function readEntry(entry: FileSystemEntry): Promise<DroppedFile[]> {
  if (isFile(entry)) return [{ file: await fileOf(entry), path: entry.fullPath.slice(1) }];
  if (!isFolder(entry)) return [];
  const children = await childrenOf(entry.createReader());
  return (await Promise.all(children.map(readEntry))).flat();
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader answers a hundred entries at a time, and none at the end. */
async function childrenOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
    reader.readEntries(resolve, reject),
  );
  return some.length === 0 ? [] : [...some, ...(await childrenOf(reader))];
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
