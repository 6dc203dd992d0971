import type { SafetensorsFiles } from '../verdict/model';
import { startInstaller } from './running-installer';

const fileNames = ['config.json', 'model.safetensors'] as const;

/** The two files of a model on the person's disk. */
export type ModelFileBlobs = Record<(typeof fileNames)[number], Blob>;

/** What those files turned out to be. */
export type TakenPins = SafetensorsFiles;

interface Take {
  files: ModelFileBlobs;
  folder: FileSystemDirectoryHandle;
}

interface Taken {
  pins: TakenPins;
  moveTo(folder: FileSystemDirectoryHandle): Promise<void>;
}

/** Copies files into `folder`, hashing them on the way. */
export async function takeModelFiles({ files, folder }: Take, signal: AbortSignal): Promise<Taken> {
  const installer = startInstaller(signal);
  const take = (name: (typeof fileNames)[number]) =>
    installer.copy({ file: files[name], folder, name });
  try {
    const pins = {
      'config.json': await take('config.json'),
      'model.safetensors': await take('model.safetensors'),
    };
    return { pins, moveTo: (target) => moveFiles(folder, target) };
  } finally {
    installer.stop();
  }
}

async function moveFiles(from: FileSystemDirectoryHandle, to: FileSystemDirectoryHandle) {
  for (const name of fileNames) {
    await (await from.getFileHandle(name)).move(to, name);
  }
}
