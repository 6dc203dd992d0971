import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { basename, extname, join } from 'node:path';
import { renderAvatar } from './avatar.ts';
import { posts } from './posts.ts';
import { renderPost } from './render-post.ts';

/** The names under which a browser must reach the server, by `--host-resolver-rules`. */
export const feedHost = 'demo.candid.test';
export const pictureHost = 'pictures.candid.test';

export interface FeedServer {
  port: number;
  close(): void;
}

interface Reply {
  type: string;
  body: string | Buffer;
  headers?: Record<string, string>;
}

const postsPerPage = 4;
const pictureTypes: Record<string, string> = {
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.png': 'image/png',
};

/** Serves the feed on 127.0.0.1, its pictures (no CORS headers) from `folder`. */
export async function startFeedServer(folder: string): Promise<FeedServer> {
  const server = createServer(({ url = '/', socket }, response) => {
    const port = socket.localPort ?? 0;
    const requested = new URL(url, `http://${feedHost}:${port}`);
    const reply = findPage(requested, port) ?? findPicture(folder, basename(requested.pathname));
    if (reply) response.writeHead(200, { 'content-type': reply.type, ...reply.headers });
    else response.writeHead(404);
    response.end(reply?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { port: (server.address() as AddressInfo).port, close };
}

function findPage({ pathname, searchParams }: URL, port: number): Reply | undefined {
  if (pathname.startsWith('/avatars/')) {
    return { type: 'image/svg+xml', body: renderAvatar(basename(pathname)) };
  }
  switch (pathname) {
    case '/':
      return { type: 'text/html', body: source('feed.html') };
    case '/feed.css':
      return { type: 'text/css', body: source('feed.css') };
    case '/feed.js':
      return { type: 'text/javascript', body: stripTypeScriptTypes(source('feed-client.ts')) };
    case '/posts':
      return renderPage(Number(searchParams.get('page')), port);
    default:
      return undefined;
  }
}

function renderPage(page: number, port: number): Reply {
  const from = page * postsPerPage;
  const shown = posts.slice(from, from + postsPerPage);
  const base = `http://${pictureHost}:${port}/`;
  return {
    type: 'text/html',
    body: shown.map((post) => renderPost(post, base)).join('\n'),
    headers: { 'x-last': String(from + postsPerPage >= posts.length) },
  };
}

function findPicture(folder: string, name: string): Reply | undefined {
  if (name === 'truncated.jpeg') return { type: 'image/jpeg', body: readHalf(folder) };
  if (name === 'not-a-picture.png') return { type: 'text/html', body: '<h1>A page</h1>' };
  const type = pictureTypes[extname(name)];
  const path = join(folder, name);
  return type && existsSync(path) ? { type, body: readFileSync(path) } : undefined;
}

function readHalf(folder: string): Buffer {
  const whole = readFileSync(join(folder, 'forest-800.jpeg'));
  return whole.subarray(0, Math.floor(whole.length / 2));
}

function source(name: string): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8');
}
