/** A small text file. */
export interface Note {
  folder: FileSystemDirectoryHandle;
  name: string;
}

/** The text of a small file, or undefined when it is not there. */
export async function findNote({ folder, name }: Note): Promise<string | undefined> {
  const handle = await folder.getFileHandle(name).catch(undefinedWhenMissing);
  return handle && (await (await handle.getFile()).text());
}

/** Writes a small file in one step: a reader finds the old text or the new one, never half of it. */
export async function keepNote({ folder, name }: Note, text: string): Promise<void> {
  const handle = await folder.getFileHandle(name, { create: true });
  const writable = await handle.createWritable();
  await writable.write(text);
  await writable.close();
}

export async function removeNote({ folder, name }: Note): Promise<void> {
  await folder.removeEntry(name).catch(undefinedWhenMissing);
}

function undefinedWhenMissing(error: unknown): undefined {
  if (error instanceof DOMException && error.name === 'NotFoundError') return;
  throw error;
}
