import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withinTime } from '../../lib/host/waiting.ts';

/** What the browser tells by itself, of the target of a session. */
export interface DevToolsEvent {
  method: string;
  params: Record<string, unknown>;
  sessionId?: string;
}

interface Message {
  id?: number;
  sessionId?: string;
  method?: string;
  params?: Record<string, unknown>;
  result?: Record<string, unknown>;
  error?: { message: string };
}

/** The target of a session went before it answered. */
export class TargetGoneError extends Error {
  override readonly name = 'TargetGoneError';
}

interface Pending {
  sessionId: string | undefined;
  settle: (message: Message | TargetGoneError) => void;
}

/** A worker answers only between two pictures. */
const answerMs = 60_000;

/** A raw line to the DevTools protocol, for what Playwright hides: offscreen documents, their workers, service workers. */
export class DevTools {
  readonly #socket: WebSocket;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Set<(event: DevToolsEvent) => void>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      this.#receive(JSON.parse(String(data)) as Message);
    });
    socket.addEventListener('close', () => this.#giveUp());
  }

  /** Connects to the browser that runs on `profile`, which must have been opened with a debugging port. */
  static async connect(profile: string): Promise<DevTools> {
    const [port, path] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', reject);
    });
    return new DevTools(socket);
  }

  /**
   * Sends one command, to the browser or to the target of a session.
   *
   * @throws Error what the browser refuses or leaves unanswered for a minute, `TargetGoneError` where nobody is left to
   *   answer.
   */
  async send(
    method: string,
    params: Record<string, unknown> = {},
    sessionId?: string,
  ): Promise<Record<string, unknown>> {
    const id = ++this.#lastId;
    const answered = new Promise<Message | TargetGoneError>((settle) => {
      this.#pending.set(id, { sessionId, settle });
    });
    this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    if (this.#socket.readyState !== WebSocket.OPEN) this.#giveUp();
    const tooLate = () => new Error(`${method}: expected an answer within ${answerMs / 1000} s`);
    const message = await withinTime(answered, answerMs, tooLate);
    if (message instanceof TargetGoneError) throw message;
    const { result, error } = message;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  /** Whether there is a target whose address ends so. */
  async hasTarget(urlEnd: string): Promise<boolean> {
    return (await this.#targets()).some(({ url }) => url.endsWith(urlEnd));
  }

  /** The session of a target whose address ends so; throws when there is none. */
  async attach(urlEnd: string): Promise<string> {
    const targets = await this.#targets();
    const target = targets.find(({ url, type }) => url.endsWith(urlEnd) && type !== 'tab');
    if (!target) throw new Error(`Expected ${urlEnd}, got ${targets.map(({ url }) => url).join()}`);
    const { targetId } = target;
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    return String(sessionId);
  }

  /** The sessions of the dedicated workers that the target of a session runs. */
  async attachToWorkers(sessionId: string): Promise<string[]> {
    const sessions: string[] = [];
    const stop = this.listen(({ method, params }) => {
      if (method === 'Target.attachedToTarget') sessions.push(String(params['sessionId']));
    });
    const options = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
    await this.send('Target.setAutoAttach', options, sessionId);
    stop();
    return sessions;
  }

  /** Hears of every event until the answered function is called. */
  listen(listener: (event: DevToolsEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** How many documents and workers there are whose address ends so. */
  async countTargets(urlEnd: string): Promise<number> {
    const targets = await this.#targets();
    return targets.filter(({ url, type }) => url.endsWith(urlEnd) && type !== 'tab').length;
  }

  /** Closes the page whose address ends so. */
  async closeTarget(urlEnd: string): Promise<void> {
    const targets = await this.#targets();
    const target = targets.find(({ url, type }) => url.endsWith(urlEnd) && type === 'page');
    await this.send('Target.closeTarget', { targetId: target?.targetId });
  }

  close(): void {
    this.#socket.close();
  }

  async #targets(): Promise<{ targetId: string; type: string; url: string }[]> {
    const { targetInfos } = await this.send('Target.getTargets', { filter: [{}] });
    return targetInfos as { targetId: string; type: string; url: string }[];
  }

  #receive(message: Message): void {
    const { id, method, params = {}, sessionId } = message;
    if (id === undefined) {
      const event = { method: String(method), params, ...(sessionId && { sessionId }) };
      if (method === 'Target.detachedFromTarget') this.#giveUp(String(params['sessionId']));
      for (const listener of this.#listeners) listener(event);
      return;
    }
    this.#pending.get(id)?.settle(message);
    this.#pending.delete(id);
  }

  /** The browser answers nothing for a session that ended meanwhile; without one named, it is the browser that is gone. */
  #giveUp(session?: string): void {
    for (const [id, { sessionId, settle }] of this.#pending) {
      if (session !== undefined && sessionId !== session) continue;
      this.#pending.delete(id);
      settle(
        new TargetGoneError(`Expected an answer of ${session ?? 'the browser'}, but it is gone`),
      );
    }
  }
}
