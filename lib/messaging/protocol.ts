import type { CheckError, FailureCode } from '../verdict/failure';
import type { Judgement, Origin } from '../verdict/judgement';
import type { ModelCard } from '../verdict/model';
import type { Score } from '../verdict/score';

/** Every message of Candid: who answers it, what it takes and what it answers. All may fail with `CheckError`. */
export interface Protocol {
  /** The offscreen document. Reached from anywhere: the service worker makes sure it exists and passes the message on. */
  host: {
    /** Judges one picture. Answered once, with a judgement or a failure. */
    classifyImage(request: ClassifyRequest): Judgement;
    /** Gives up requests that nobody waits for any more; each is answered with the failure `dropped`. */
    dropImages(selection: DropSelection): void;
    /** The stored judgement of a content, by the model in use. */
    findJudgement(key: { contentHash: string }): Judgement | undefined;
    getEngineStatus(query: Record<string, never>): EngineStatus;
  };
  /** The content script of a frame. */
  page: {
    /** Right-click: check the picture that shows `srcUrl`, else the one under the pointer, else let the person pick. */
    checkImage(target: { srcUrl: string | null }): void;
    /** Scrolls the page to a picture and points at it. */
    revealPicture(target: { pictureId: string }): void;
  };
}

export type Context = keyof Protocol;
export type MessageName<To extends Context> = keyof Protocol[To] & string;
type Signature<To extends Context, Name extends MessageName<To>> = Extract<
  Protocol[To][Name],
  (args: never) => unknown
>;
export type Arguments<To extends Context, Name extends MessageName<To>> = Parameters<
  Signature<To, Name>
>[0];
export type Reply<To extends Context, Name extends MessageName<To>> = ReturnType<
  Signature<To, Name>
>;

/** Who waits for a picture: a person who asked, a picture on screen, or one about to come on screen. */
export type Priority = 'asked' | 'visible' | 'near';

/** Where the host gets the bytes: by itself from `url` (http, https or data), or from the page that sends them. */
export type PictureSource =
  | { kind: 'url'; url: string }
  | { kind: 'bytes'; bytes: ArrayBuffer; origin: Exclude<Origin, 'url' | 'data'> };

/** `requestId` is unique in the world (a UUID), so that a request can be dropped from anywhere. */
export interface ClassifyRequest {
  requestId: string;
  source: PictureSource;
  priority: Priority;
}

export type DropSelection = { requestIds: string[] } | { tabId: number };

/** Which model judges and how its engine is doing. */
export type EngineStatus = { model: ModelCard } & EngineState;

/** What runs the model. `threads` counts WASM threads; `reason` says why the engine failed. */
export type EngineState =
  | { status: 'idle' | 'loading' }
  | { status: 'ready'; device: 'wasm' | 'webgpu'; threads: number }
  | { status: 'failed'; reason: string };

/** What a page tells the popup of one of its pictures. `changedAt` is epoch milliseconds. */
export interface PictureReport {
  pictureId: string;
  label: string;
  changedAt: number;
  state: PictureState;
}

export type PictureState =
  | { status: 'checking' }
  | { status: 'judged'; contentHash: string; score: Score; model: ModelCard }
  | { status: 'failed'; code: FailureCode };

/** The tab and frame a message came from; both are undefined for our own pages. */
export interface Sender {
  tabId: number | undefined;
  frameId: number | undefined;
}

/** A message on the wire. The service worker fills `sender` in when it passes a message on to the host. */
export interface Envelope {
  candid: Context;
  name: string;
  args: unknown;
  sender?: Sender;
}

/** An answer on the wire: a value, or the code and message of a `CheckError`. */
export type Answer =
  { ok: true; value: unknown } | { ok: false; code: CheckError['code']; message: string };
