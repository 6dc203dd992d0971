// TypeScript's DOM library leaves out what dedicated workers have, and `move`, which no library lists yet.

interface FileSystemSyncAccessHandle {
  read(into: AllowSharedBufferSource, options?: { at?: number }): number;
  write(bytes: AllowSharedBufferSource, options?: { at?: number }): number;
  truncate(sizeInBytes: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

interface FileSystemFileHandle {
  /** Locks the file until `close`; `read-only` lets others read as well. Dedicated workers only. */
  createSyncAccessHandle(options?: {
    mode: 'readwrite' | 'read-only';
  }): Promise<FileSystemSyncAccessHandle>;
  /** Renames the file within its folder, over a file that has that name already. */
  move(name: string): Promise<void>;
  move(folder: FileSystemDirectoryHandle, name: string): Promise<void>;
}
