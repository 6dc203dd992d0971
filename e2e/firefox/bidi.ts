import type { Browser, Page } from 'puppeteer-core';

/** What a script answers over WebDriver BiDi, as far as tests read it. */
export interface RemoteNode {
  sharedId?: string;
  value?: { shadowRoot?: RemoteNode | null };
}

interface Connection {
  send(method: string, params: object): Promise<{ result: unknown }>;
}

/** Sends a command of WebDriver BiDi for which puppeteer has no method. */
export async function sendCommand<Result>(
  browser: Browser,
  method: string,
  params: object,
): Promise<Result> {
  const { connection } = browser as unknown as { connection: Connection };
  return (await connection.send(method, params)).result as Result;
}

/** The name of a page's top frame in WebDriver BiDi. */
export function contextOf(page: Page): string {
  return (page.mainFrame() as unknown as { _id: string })._id;
}

interface ScriptOutcome<Result> {
  type: 'success' | 'exception';
  result: Result;
  exceptionDetails?: { text: string };
}

interface Call {
  target: { context: string; sandbox?: string };
  /** The source of a function. */
  run: string;
  args?: object[];
  /** How deep into nodes the answer goes. */
  maxDomDepth?: number;
}

/** Calls a function in a context and answers what it returned, closed shadow roots included. */
export async function callIn<Result>(
  browser: Browser,
  { target, run, args = [], maxDomDepth = 0 }: Call,
): Promise<Result> {
  const outcome = await sendCommand<ScriptOutcome<Result>>(browser, 'script.callFunction', {
    target,
    functionDeclaration: run,
    arguments: args,
    awaitPromise: true,
    serializationOptions: { maxDomDepth, includeShadowTree: 'all' },
  });
  if (outcome.type === 'exception') throw new Error(outcome.exceptionDetails?.text);
  return outcome.result;
}
