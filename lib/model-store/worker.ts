import { expose } from 'comlink';
import type { PinnedFile } from '../verdict/model';
import { downloadFile } from './download';
import { PartFile } from './part-file';
import type { FileCopy, Installer, InstallerOutcome } from './protocol';
import { toModelError } from './storage-error';

const reportEveryMs = 200;

const pausing = new AbortController();

expose({
  download: (download, onReceived, onRetry) =>
    settle(async () => {
      const options = { signal: pausing.signal, onReceived: atMostOften(onReceived), onRetry };
      await downloadFile(download, options);
      return undefined;
    }),
  copy: (copy) => settle(() => copyFile(copy)),
  pause: () => pausing.abort(),
} satisfies Installer);

async function copyFile({ file, folder, name }: FileCopy): Promise<PinnedFile> {
  const part = await PartFile.open({ folder, name });
  part.startOver();
  try {
    for await (const chunk of file.stream()) {
      pausing.signal.throwIfAborted();
      part.append(chunk);
    }
    await part.finish();
  } catch (error) {
    part.startOver();
    await part.close();
    throw error;
  }
  return { sizeInBytes: part.sizeInBytes, sha256: part.sha256() };
}

function atMostOften(onReceived: (receivedBytes: number) => void) {
  let reportedAtMs = -Infinity;
  return (receivedBytes: number) => {
    if (performance.now() - reportedAtMs < reportEveryMs) return;
    reportedAtMs = performance.now();
    onReceived(receivedBytes);
  };
}

async function settle<Value>(work: () => Promise<Value>): Promise<InstallerOutcome<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const { code, message, retryAfterSeconds } = toModelError(error, pausing.signal);
    return { ok: false, code, message, retryAfterSeconds };
  }
}
