import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { NativeReply, NativeRequest } from './protocol.ts';

const script = join(import.meta.dirname, 'child.ts');

/** ONNX Runtime's native build for Node, in a process of its own. Must be closed. */
export class Native {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Starts a process and loads the model file there. Rejects when the process ends instead. */
  static async start(model: string, threads: number): Promise<Native> {
    const native = new Native(fork(script, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }));
    await native.#ask({ load: { model, threads } });
    return native;
  }

  /** One forward pass over `count` pictures. */
  run(count: number): Promise<NativeReply> {
    return this.#ask({ run: count });
  }

  close(): void {
    this.#child.kill();
  }

  #ask(request: NativeRequest): Promise<NativeReply> {
    return new Promise((resolve, reject) => {
      const refuse = (code: number | null) =>
        reject(new Error(`Expected an answer, got the end of the native process (${code ?? -1})`));
      this.#child.once('exit', refuse);
      this.#child.once('message', (reply: NativeReply) => {
        this.#child.off('exit', refuse);
        resolve(reply);
      });
      this.#child.send(request);
    });
  }
}
