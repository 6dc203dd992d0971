import { proxy, wrap } from 'comlink';
import type { PinnedFile } from '../verdict/model';
import { ModelError } from '../verdict/model-error';
import type { FetchFileOptions } from './complete-part';
import type { Download } from './download';
import type { FileCopy, Installer, InstallerOutcome } from './protocol';
// Not `new Worker(new URL('…', import.meta.url))`: WXT replaces `import.meta.url` before Vite 7 looks for workers.
import WorkerScript from './worker?worker';

/** Who is told how a download comes along; see `Installer.download`. */
export type DownloadWatch = Required<Pick<FetchFileOptions, 'onReceived' | 'onRetry'>>;

/** A worker that writes files, until `stop`. Every method throws ModelError. */
export interface RunningInstaller {
  download(download: Download, watch: DownloadWatch): Promise<void>;
  copy(copy: FileCopy): Promise<PinnedFile>;
  stop(): void;
}

/** Starts an installer. When `signal` aborts, what it does then fails with `paused`. */
export function startInstaller(signal: AbortSignal): RunningInstaller {
  const worker = new WorkerScript({ name: 'candid-installer' });
  const remote = wrap<Installer>(worker);
  const broken = rejectWhenBroken(worker);
  const pause = () => void remote.pause();
  if (signal.aborted) pause();
  signal.addEventListener('abort', pause, { once: true });
  return {
    download: async (download, { onReceived, onRetry }) => {
      const outcome = remote.download(download, proxy(onReceived), proxy(onRetry));
      open(await Promise.race([outcome, broken]));
    },
    copy: async (copy) => open(await Promise.race([remote.copy(copy), broken])),
    stop: () => {
      signal.removeEventListener('abort', pause);
      worker.terminate();
    },
  };
}

function rejectWhenBroken(worker: Worker): Promise<never> {
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => undefined);
  const fail = ({ message }: Partial<ErrorEvent>) =>
    broken.reject(new ModelError('storageFailed', `The installer broke: ${message ?? 'no text'}`));
  worker.addEventListener('error', fail);
  worker.addEventListener('messageerror', () => fail({}));
  return broken.promise;
}

function open<Value>(outcome: InstallerOutcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  const { code, message, retryAfterSeconds } = outcome;
  throw new ModelError(code, message, { retryAfterSeconds });
}
