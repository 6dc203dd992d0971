import { createHash } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SafetensorsFiles } from '../verdict/model';
import { readVitFiles } from './model-files';

const file = Buffer.from('{"model_type":"vit"}');
const pin = {
  sizeInBytes: file.length,
  sha256: createHash('sha256').update(file).digest('hex'),
};
const pins: SafetensorsFiles = { 'config.json': pin, 'model.safetensors': pin };

/** How the weights are served, by the folder that they are asked for in. */
const ways: Record<string, RequestListener> = {
  whole: (_, response) => response.end(file),
  cut: (_, response) => {
    response.writeHead(200, { 'content-length': file.length }).write(file.subarray(0, 9));
    setTimeout(() => response.destroy(), 20);
  },
  missing: (_, response) => response.writeHead(404).end(),
  other: (_, response) => response.end(Buffer.from(file).fill(0)),
  longer: (_, response) => response.end(Buffer.concat([file, file])),
};

const server = createServer((request, response) => {
  const [, way = '', name] = (request.url ?? '').split('/');
  if (name === 'config.json') response.end(file);
  else ways[way]?.(request, response);
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => server.closeAllConnections());

function read(way: string) {
  const { port } = server.address() as AddressInfo;
  return readVitFiles(pins, { kind: 'package', baseUrl: `http://127.0.0.1:${port}/${way}/` });
}

it('reads the files of a package that are what the catalog says', async () => {
  const { config, weights } = await read('whole');
  expect(Buffer.from(config)).toEqual(file);
  expect(Buffer.from(weights)).toEqual(file);
});

it.each([
  ['cut', 'unreachable', 'model.safetensors: expected a file, got a part of it'],
  ['missing', 'unreachable', 'model.safetensors: expected a file, got 404'],
  ['other', 'wrongHash', 'model.safetensors: expected sha256'],
  ['longer', 'wrongSize', 'model.safetensors: expected 20 bytes, got 40'],
])('refuses weights that come %s', async (way, fault, message) => {
  await expect(read(way)).rejects.toMatchObject({
    name: 'ModelLoadError',
    fault,
    message: expect.stringContaining(message) as string,
  });
});

it('refuses files of a server that is gone', async () => {
  const nowhere = readVitFiles(pins, { kind: 'package', baseUrl: 'http://127.0.0.1:9/' });
  await expect(nowhere).rejects.toMatchObject({
    fault: 'unreachable',
    message: 'config.json: expected a file, got no answer',
  });
});
