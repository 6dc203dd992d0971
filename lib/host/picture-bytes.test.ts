import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { CheckError } from '../verdict/failure';
import { checkSize, fetchPicture, type FetchLimits } from './picture-bytes';

vi.mock('../messaging/send', () => ({ send: () => Promise.resolve('mark') }));

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
  '/page.png': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
  },
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
  fetchPicture(new URL(path, origin).href, { signal, limits, pageUrl: origin });

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

it('requests nothing of this computer for a page of the web', async () => {
  const { signal } = new AbortController();
  const url = `${origin}/picture.png`;
  for (const pageUrl of [undefined, 'https://example.com/', 'about:blank']) {
    expect(await codeOf(fetchPicture(url, { signal, limits, pageUrl }))).toBe('privateAddress');
  }
  expect(await codeOf(fetchPicture(url, { signal, limits, pageUrl: 'http://[::1]/' }))).toBe(
    'no failure',
  );
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

it.each([
  ['/heavy-unannounced.png', 1_200],
  ['/stalled.png', picture.length],
  ['/cut.png', picture.length],
  ['/heavy.png', 0],
  ['/status/404', 0],
  ['data:,', 0],
])('tells what was downloaded of %s in vain: %d bytes', async (path, receivedBytes) => {
  await expect(get(path)).rejects.toMatchObject({ receivedBytes });
});

it('stops at once, for the reason given, when nobody waits any more', async () => {
  const dropped = new CheckError('dropped', 'test');
  const dropping = new AbortController();
  const bytes = get('/silent.png', dropping.signal);
  dropping.abort(dropped);
  await expect(bytes).rejects.toBe(dropped);
});

it('takes no body that its server calls something else, where it must be a picture', async () => {
  const url = new URL('/page.png', origin).href;
  const signal = new AbortController().signal;
  const bytes = fetchPicture(url, { signal, limits, pageUrl: origin, mustBePicture: true });
  expect(await codeOf(bytes)).toBe('notAPicture');
  expect((await get('/page.png')).byteLength).toBeGreaterThan(0);
});

describe('a server that refuses strangers', () => {
  const requests = vi.spyOn(globalThis, 'fetch');
  const ask = async (path: string, pageUrl: string, asked: { isReferred?: boolean } = {}) => {
    requests.mockClear();
    const url = new URL(path, origin).href;
    const signal = new AbortController().signal;
    const code = await codeOf(fetchPicture(url, { signal, limits, pageUrl, ...asked }));
    return { code, credentials: requests.mock.calls.map(([, init]) => init?.credentials) };
  };

  it.each(['/status/401', '/status/403'])(
    'is asked once more with cookies where it is the page’s own: %s',
    async (path) => {
      const answer = await ask(path, `${origin}/feed`);
      expect(answer).toEqual({ code: 'refused', credentials: ['omit', 'include'] });
    },
  );

  it('is told where the page is if the page has told it, without cookies, and follows no redirect', async () => {
    const answer = await ask('/status/403', 'http://localhost/', { isReferred: true });
    expect(answer).toEqual({ code: 'refused', credentials: ['omit', 'omit'] });
    const url = new URL('/status/403', origin).href;
    expect(requests.mock.calls).toMatchObject([
      [url, {}],
      [`${url}#mark`, { redirect: 'error' }],
    ]);
  });

  it('is told nothing where the page told it nothing, or asked for what leads into the own network', async () => {
    expect(await ask('/status/403', 'http://localhost/')).toMatchObject({ credentials: ['omit'] });
    const answer = await ask('/status/403', 'https://news.test/', { isReferred: true });
    expect(answer).toEqual({ code: 'privateAddress', credentials: [] });
  });

  it('is asked without cookies alone where it is not the page’s own, or refuses for another reason', async () => {
    expect(await ask('/status/403', 'http://localhost/')).toMatchObject({ credentials: ['omit'] });
    expect(await ask('/status/429', `${origin}/`)).toMatchObject({ credentials: ['omit'] });
    expect(await ask('/picture.png', `${origin}/`)).toMatchObject({ credentials: ['omit'] });
  });

  it('gets no cookies in Firefox for a private window, and nothing is kept of its answer', async () => {
    onTestFinished(() => void vi.unstubAllEnvs());
    requests.mockClear();
    const { signal } = new AbortController();
    const url = new URL('/status/403', origin).href;
    const asked = { signal, limits, pageUrl: `${origin}/`, isPrivate: true };
    vi.stubEnv('FIREFOX', 'true');
    expect(await codeOf(fetchPicture(url, asked))).toBe('refused');
    const options = requests.mock.calls.map(([, init]) => init);
    expect(options).toEqual([
      expect.objectContaining({ credentials: 'omit', cache: 'no-store' }) as RequestInit,
    ]);
  });
});

it.each([
  [0, 'empty'],
  [1_001, 'tooHeavy'],
])('refuses %d bytes sent by a page: %s', (sizeInBytes, code) => {
  expect(() => checkSize(sizeInBytes, limits)).toThrow(expect.objectContaining({ code }));
});
