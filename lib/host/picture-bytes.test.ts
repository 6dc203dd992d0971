import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CheckError } from '../verdict/failure';
import { checkSize, fetchPicture, type FetchLimits } from './picture-bytes';

const limits: FetchLimits = { headersMs: 150, stallMs: 150, totalMs: 500, sizeInBytes: 1_000 };
const picture = Buffer.from('a picture of 24 bytes...');

const answers: Record<string, RequestListener> = {
  '/picture.png': (_, response) => response.end(picture),
  '/moved.png': (_, response) => response.writeHead(302, { location: '/picture.png' }).end(),
  '/slow.png': (_, response) => {
    response.write(picture);
    setTimeout(() => response.end(picture), 60);
  },
  '/asked.json': (request, response) => response.end(JSON.stringify(request.headers)),
  '/silent.png': () => undefined,
  '/stalled.png': (_, response) => response.write(picture),
  '/endless.png': (request, response) => {
    const drip = setInterval(() => response.write('.'), 20);
    request.on('close', () => clearInterval(drip));
  },
  '/cut.png': (_, response) => {
    response.writeHead(200, { 'content-length': 999 }).write(picture);
    setTimeout(() => response.destroy(), 20);
  },
  '/empty.png': (_, response) => response.end(),
  '/heavy.png': (_, response) => response.end(Buffer.alloc(1_001)),
  '/heavy-unannounced.png': (_, response) => {
    response.write(Buffer.alloc(600));
    response.end(Buffer.alloc(600));
  },
};

let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = request.url ?? '';
    const status = Number(/^\/status\/(\d+)$/.exec(url)?.[1] ?? 404);
    const answer = answers[url];
    if (answer) answer(request, response);
    else response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.closeAllConnections());

const get = (path: string, signal = new AbortController().signal) =>
  fetchPicture(new URL(path, origin).href, { signal, limits });

const codeOf = (bytes: Promise<ArrayBuffer>) =>
  bytes.then(
    () => 'no failure',
    (error: unknown) => (error instanceof CheckError ? error.code : error),
  );

it.each(['/picture.png', '/moved.png'])(
  'gets the bytes of %s as the server stores them',
  async (path) => {
    expect(Buffer.from(await get(path))).toEqual(picture);
  },
);

it('waits for a body that arrives bit by bit', async () => {
  expect((await get('/slow.png')).byteLength).toBe(2 * picture.length);
});

it('asks without cookies and referrer, for what an <img> would be given', async () => {
  const headers: unknown = JSON.parse(Buffer.from(await get('/asked.json')).toString());
  expect(headers).toMatchObject({
    accept: expect.stringMatching(/^image\/avif,image\/webp/) as string,
  });
  expect(headers).not.toHaveProperty('cookie');
  expect(headers).not.toHaveProperty('referer');
});

it('decodes a data: URL', async () => {
  const url = `data:image/png;base64,${picture.toString('base64')}`;
  expect(Buffer.from(await get(url))).toEqual(picture);
});

it.each([
  ['/status/404', 'notFound'],
  ['/status/410', 'notFound'],
  ['/status/401', 'refused'],
  ['/status/403', 'refused'],
  ['/status/429', 'refused'],
  ['/status/500', 'serverFailed'],
  ['/status/503', 'serverFailed'],
  ['/silent.png', 'timedOut'],
  ['/stalled.png', 'timedOut'],
  ['/endless.png', 'timedOut'],
  ['/cut.png', 'unreachable'],
  ['/empty.png', 'empty'],
  ['/heavy.png', 'tooHeavy'],
  ['/heavy-unannounced.png', 'tooHeavy'],
  ['http://127.0.0.1:1/', 'unreachable'],
  ['file:///etc/hostname', 'unreachable'],
  ['blob:https://example.com/1', 'unreachable'],
  ['data:image/png;base64,%%%', 'damaged'],
])('says of %s: %s', async (path, code) => {
  expect(await codeOf(get(path))).toBe(code);
});

it('stops at once, for the reason given, when nobody waits any more', async () => {
  const dropped = new CheckError('dropped', 'test');
  const dropping = new AbortController();
  const bytes = get('/silent.png', dropping.signal);
  dropping.abort(dropped);
  await expect(bytes).rejects.toBe(dropped);
});

it.each([
  [0, 'empty'],
  [1_001, 'tooHeavy'],
])('refuses %d bytes sent by a page: %s', (sizeInBytes, code) => {
  expect(() => checkSize(sizeInBytes, limits)).toThrow(expect.objectContaining({ code }));
});
