import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createCertificate } from './certificate.ts';

/** A file as it is sent; a page unless `type` says otherwise. */
interface File {
  body: string | Buffer;
  type?: string;
  headers?: Record<string, string>;
}

/** Answers requests by itself. */
export type Answerer = (request: IncomingMessage, response: ServerResponse) => void;

/** What one address answers: a page's body, a file, nothing but a status code, never anything, or what a function does. */
export type Reply = string | File | { status: number } | { never: true } | { answer: Answerer };

/** The whole web of a test: every address it declares, on every host name, and 404 elsewhere. */
export class Site {
  readonly #server: Server;
  readonly #replies = new Map<string, Reply>();
  readonly #requests: { url: string; purpose: string }[] = [];

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request, response) => this.#answer(request, response));
  }

  /** Starts the server that all names lead to, over https, as the big sites are known to browsers to have it. */
  static async start(): Promise<Site> {
    const server = createServer(await createCertificate());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Site(server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Declares what `url` answers from now on. */
  add(url: string, reply: Reply): void {
    this.#replies.set(new URL(url).href, reply);
  }

  /** What `url` was asked for, once per request: `image` by a page that shows it, `empty` by a script. */
  requestsFor(url: string): string[] {
    const { href } = new URL(url);
    return this.#requests.filter((request) => request.url === href).map(({ purpose }) => purpose);
  }

  /** Every address that anybody asked for, once each: all of the web leads here. */
  requestedUrls(): string[] {
    return [...new Set(this.#requests.map(({ url }) => url))];
  }

  /** Forgets what was asked for until now. */
  forgetRequests(): void {
    this.#requests.length = 0;
  }

  /** Forgets all addresses, and ends requests that wait for an answer. */
  clear(): void {
    this.#replies.clear();
    this.#requests.length = 0;
    this.#server.closeAllConnections();
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { href } = new URL(request.url ?? '/', `https://${request.headers.host ?? ''}`);
    this.#requests.push({ url: href, purpose: String(request.headers['sec-fetch-dest']) });
    const reply = this.#replies.get(href) ?? { status: 404 };
    if (typeof reply === 'string') send(response, { body: toPage(reply) });
    else if ('body' in reply) send(response, reply);
    else if ('answer' in reply) reply.answer(request, response);
    else if ('status' in reply) response.writeHead(reply.status).end();
  }
}

function send(response: ServerResponse, { body, type = 'text/html', headers }: File): void {
  response.writeHead(200, { 'content-type': type, ...headers }).end(body);
}

function toPage(body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Test page</title><body>${body}`;
}
