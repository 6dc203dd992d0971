import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import { hashContent } from '../verdict/content-hash';
import type { PinnedFile } from '../verdict/model';
import type { Download } from './download';
import { startInstaller, type DownloadWatch, type RunningInstaller } from './running-installer';

const hub = inject('hub');
const quick = { stallMs: 300, retryDelaysMs: [1, 1] };
const name = 'model.safetensors';

/** What the hub serves for repositories that it does not know. */
const file = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 31 + (i >> 8)) & 255);
const pin = await pinOf(file);

let id: string;
let root: FileSystemDirectoryHandle;
let folder: FileSystemDirectoryHandle;
let pausing: AbortController;
let installer: RunningInstaller;

beforeEach(async () => {
  id = crypto.randomUUID();
  root = await navigator.storage.getDirectory();
  folder = await root.getDirectoryHandle(id, { create: true });
  pausing = new AbortController();
  installer = startInstaller(pausing.signal);
});

afterEach(async () => {
  installer.stop();
  await vi.waitFor(() => root.removeEntry(id, { recursive: true }));
});

async function pinOf(bytes: Uint8Array<ArrayBuffer>): Promise<PinnedFile> {
  return { sizeInBytes: bytes.byteLength, sha256: await hashContent(bytes) };
}

function pathOf(way: string): string {
  return `${way}/${id}/resolve/v1/${name}`;
}

function downloadOf(way: string): Download {
  return { url: `${hub}/${pathOf(way)}`, pin, folder, name, patience: quick };
}

const unwatched: DownloadWatch = { onReceived: () => undefined, onRetry: () => undefined };

function download(way: string, onReceived = unwatched.onReceived) {
  return installer.download(downloadOf(way), { ...unwatched, onReceived });
}

async function sizesInFolder(): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for await (const [entry, handle] of folder.entries()) {
    sizes[entry] = (await (handle as FileSystemFileHandle).getFile()).size;
  }
  return sizes;
}

async function keptFile(): Promise<PinnedFile> {
  const handle = await folder.getFileHandle(name);
  return pinOf(new Uint8Array(await (await handle.getFile()).arrayBuffer()));
}

async function requestsOf(way: string): Promise<{ range?: string; ifRange?: string }[]> {
  return (await fetch(`${hub}/log/${pathOf(way)}`)).json() as Promise<{ range?: string }[]>;
}

async function keep(fileName: string, content: Uint8Array<ArrayBuffer> | string): Promise<void> {
  const writable = await (await folder.getFileHandle(fileName, { create: true })).createWritable();
  await writable.write(content);
  await writable.close();
}

const keepPart = (bytes: Uint8Array<ArrayBuffer>) => keep(`${name}.part`, bytes);

it('fetches a file through redirects', async () => {
  await download('ok');
  expect(await keptFile()).toEqual(pin);
  expect(await sizesInFolder()).toEqual({ [name]: file.byteLength });
});

it('does not fetch again what is there', async () => {
  await download('ok');
  await download('ok');
  expect(await requestsOf('ok')).toHaveLength(1);
});

it('goes on where the connection was lost, in the same version of the file', async () => {
  await download('cut');
  expect(await keptFile()).toEqual(pin);
  const [first, second] = await requestsOf('cut');
  expect(first?.range).toBeUndefined();
  expect(second?.range).toMatch(/^bytes=\d+-$/);
  expect(second?.ifRange).toBe(`"${pin.sha256}"`);
});

it('goes on through more lost connections than it would try in vain', async () => {
  await download('cut-often');
  expect(await keptFile()).toEqual(pin);
  expect(await requestsOf('cut-often')).toHaveLength(5);
});

it('gives up as offline when one try after the other brings nothing', async () => {
  await expect(download('cut-always')).rejects.toMatchObject({ code: 'offline' });
  expect(await requestsOf('cut-always')).toHaveLength(3);
});

it('tells before each time that it tries again', async () => {
  const onRetry = vi.fn();
  await installer.download(downloadOf('cut-often'), { ...unwatched, onRetry });
  await vi.waitFor(() => expect(onRetry).toHaveBeenCalledTimes(4));
});

it('is offline when nobody answers at that address', async () => {
  const nobody = { ...downloadOf('ok'), url: 'http://127.0.0.1:9/file' };
  const failure = installer.download(nobody, unwatched);
  await expect(failure).rejects.toMatchObject({ code: 'offline' });
});

it.each(['no-range', 'changed', 'wrong-start'])(
  'starts over when the server does not go on where it should: %s',
  async (way) => {
    await keepPart(file.slice(0, 100_000));
    await keep(`${name}.etag`, '"old"');
    await download(way);
    expect(await keptFile()).toEqual(pin);
    const [request] = await requestsOf(way);
    expect(request).toEqual({ range: 'bytes=100000-', ifRange: '"old"' });
  },
);

it('asks anew when a server sends nothing for too long', async () => {
  await download('stalls');
  expect(await keptFile()).toEqual(pin);
  expect((await requestsOf('stalls'))[1]?.range).toBe('bytes=1000-');
});

it('is offline when a server never says anything', async () => {
  await expect(download('silent')).rejects.toMatchObject({ code: 'offline' });
});

it('asks anew when the server failed once', async () => {
  await download('broken-once');
  expect(await keptFile()).toEqual(pin);
});

it.each([
  ['missing', 'notFound'],
  ['closed', 'notFound'],
  ['broken', 'serverFailed'],
  ['short', 'wrongLength'],
  ['long', 'wrongLength'],
  ['long-unannounced', 'wrongLength'],
  ['wrong-bytes', 'wrongBytes'],
])('leaves nothing behind when the file is %s', async (way, code) => {
  await expect(download(way)).rejects.toMatchObject({ name: 'ModelError', code });
  expect(await sizesInFolder()).toEqual({});
});

it('says how long a busy server wants to be left alone, and asks once', async () => {
  const failure = download('busy');
  await expect(failure).rejects.toMatchObject({ code: 'rateLimited', retryAfterSeconds: 37 });
  expect(await requestsOf('busy')).toHaveLength(1);
});

it('pauses at once, keeps what came and goes on later', async () => {
  const running = download('slow', (receivedBytes) => {
    if (receivedBytes > 0) pausing.abort();
  });
  await expect(running).rejects.toMatchObject({ code: 'paused' });
  const { [`${name}.part`]: sizeInBytes = 0 } = await sizesInFolder();
  expect(sizeInBytes).toBeGreaterThan(0);
  expect(sizeInBytes).toBeLessThan(file.byteLength);

  installer.stop();
  installer = startInstaller(new AbortController().signal);
  await download('slow');
  expect(await keptFile()).toEqual(pin);
  expect((await requestsOf('slow'))[1]?.range).toBe(`bytes=${sizeInBytes}-`);
});

it('goes on where a killed browser left off', async () => {
  const received = Promise.withResolvers<number>();
  void download(
    'slow',
    (receivedBytes) => receivedBytes > 20_000 && received.resolve(receivedBytes),
  );
  expect(await received.promise).toBeGreaterThan(0);
  installer.stop();
  installer = startInstaller(pausing.signal);
  await vi.waitFor(() => download('slow'), { timeout: 5_000 });
  expect(await keptFile()).toEqual(pin);
  const resumed = Number((await requestsOf('slow')).at(-1)?.range?.match(/\d+/)?.[0]);
  expect(resumed).toBeGreaterThanOrEqual(20_000);
});

it('keeps what came when a network answers with a page of its own', async () => {
  await expect(download('portal')).rejects.toMatchObject({ code: 'wrongLength' });
  expect((await sizesInFolder())[`${name}.part`]).toBeGreaterThan(0);
  await download('portal');
  expect(await keptFile()).toEqual(pin);
  expect((await requestsOf('portal'))[2]?.range).toMatch(/^bytes=\d+-$/);
});

it('starts over once when the half of an earlier time is damaged', async () => {
  await keepPart(file.slice(0, 1_000).fill(0));
  await download('ok');
  expect(await keptFile()).toEqual(pin);
  expect(await requestsOf('ok')).toHaveLength(2);
});

it('starts over when what is there is longer than the file', async () => {
  await keepPart(new Uint8Array(file.byteLength + 1));
  await download('ok');
  expect(await keptFile()).toEqual(pin);
});

it('counts what was there before as received', async () => {
  await keepPart(file.slice(0, 150_000));
  const received: number[] = [];
  await download('slow', (receivedBytes) => received.push(receivedBytes));
  expect(received[0]).toBe(150_000);
  expect(received.toSorted((a, b) => a - b)).toEqual(received);
});
