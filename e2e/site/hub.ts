import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Site } from './site.ts';

/** A repository as the hub has it at one commit. */
export interface Repository {
  /** `owner/name` */
  name: string;
  commit: string;
  files: Record<string, Buffer>;
}

/** How the hub sends large files: all at once, slowly, the first time only half, changed, or not at all. */
export type Way =
  | { way: 'whole' | 'slow' | 'cutOnce' | 'wrongBytes' }
  | { way: 'refused'; status: number; retryAfterSeconds?: number };

const stepMs = 40;
/** Of a file, how many of them it takes to send it slowly. */
const steps = 100;

/** The Hugging Face hub on a test's web: an API, small files, and large ones behind a redirect to another host. */
export class Hub {
  readonly #site: Site;
  readonly #ranges: (string | undefined)[] = [];
  #way: Way = { way: 'whole' };

  constructor(site: Site) {
    this.#site = site;
  }

  /** Declares how large files are answered from now on. */
  answerBy(way: Way): void {
    this.#way = way;
  }

  /** The `Range` of every request for a large file, undefined where the whole was asked for. */
  get ranges(): (string | undefined)[] {
    return [...this.#ranges];
  }

  /** Puts a repository on the hub, reached by its commit and by `branch`. */
  publish({ name, commit, files }: Repository, branch = 'main'): void {
    const hub = 'https://huggingface.co';
    const description = Buffer.from(JSON.stringify(describe({ name, commit, files })));
    for (const revision of [commit, branch]) {
      const address = `${hub}/api/models/${name}/revision/${revision}?blobs=true`;
      this.#site.add(address, { body: description, type: 'application/json' });
    }
    for (const [fileName, file] of Object.entries(files)) {
      const address = `${hub}/${name}/resolve/${commit}/${fileName}`;
      if (isLarge(fileName)) this.#addLarge(address, file);
      else this.#site.add(address, { body: file, type: 'text/plain' });
    }
  }

  #addLarge(address: string, file: Buffer): void {
    const location = `https://cdn-lfs.hf.co/${hashOf(file)}`;
    this.#site.add(address, {
      answer: (_, response) => void response.writeHead(302, { location }).end(),
    });
    this.#site.add(location, {
      answer: (request, response) => {
        this.#ranges.push(request.headers.range);
        this.#send(file, { request, response });
      },
    });
  }

  #send(file: Buffer, exchange: Exchange): void {
    const way = this.#way;
    if (way.way === 'refused') {
      const { status, retryAfterSeconds } = way;
      if (retryAfterSeconds) exchange.response.setHeader('retry-after', retryAfterSeconds);
      exchange.response.writeHead(status).end();
      return;
    }
    const rest = announce(file, exchange);
    if (way.way === 'slow')
      void sendSlowly(rest, { step: Math.ceil(file.length / steps), ...exchange });
    else if (way.way === 'cutOnce') this.#cut(rest, exchange);
    else exchange.response.end(way.way === 'wrongBytes' ? rest.map((byte) => byte ^ 1) : rest);
  }

  #cut(rest: Buffer, { response }: Exchange): void {
    this.#way = { way: 'whole' };
    response.write(rest.subarray(0, rest.length / 2), () => {
      setTimeout(() => response.socket?.destroy(), 500); // What is not read by then is lost.
    });
  }
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

/** Sends the head of an answer, and answers the bytes that are asked for. */
function announce(file: Buffer, { request, response }: Exchange): Buffer {
  const [, start] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
  const rest = file.subarray(Number(start ?? 0));
  response.writeHead(start === undefined ? 200 : 206, {
    etag: `"${hashOf(file)}"`,
    'content-length': rest.length,
    ...(start && { 'content-range': `bytes ${start}-${file.length - 1}/${file.length}` }),
  });
  return rest;
}

async function sendSlowly(rest: Buffer, { response, step }: Exchange & { step: number }) {
  for (let at = 0; at < rest.length && !response.destroyed; at += step) {
    response.write(rest.subarray(at, at + step));
    await new Promise((resolve) => setTimeout(resolve, stepMs));
  }
  response.end();
}

/** What the hub's API tells of a repository. */
function describe({ commit, files }: Repository) {
  const siblings = Object.entries(files).map(([rfilename, file]) => ({
    rfilename,
    size: file.length,
    ...(isLarge(rfilename) && { lfs: { sha256: hashOf(file), size: file.length } }),
  }));
  return {
    sha: commit,
    gated: false,
    private: false,
    cardData: { license: 'apache-2.0' },
    siblings,
  };
}

function isLarge(fileName: string): boolean {
  return fileName.endsWith('.safetensors');
}

function hashOf(file: Buffer): string {
  return createHash('sha256').update(file).digest('hex');
}
