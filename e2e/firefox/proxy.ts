import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

/** A proxy through which every name of the web leads to one port of this computer: Firefox has no switch for that. */
export interface Proxy {
  port: number;
  close(): void;
}

export async function startProxy(targetPort: number): Promise<Proxy> {
  const server = createServer();
  server.on('connect', (_, client) => {
    const target = connect(targetPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(client).pipe(target);
    });
    // Either end may hang up at any time.
    target.on('error', () => client.destroy());
    client.on('error', () => target.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, close: () => server.close() };
}
