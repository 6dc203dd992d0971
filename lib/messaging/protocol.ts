import type { BatchMeasurement } from '../verdict/batch';
import type { HeadAttention, TileScores } from '../verdict/closer-look';
import type { CheckError } from '../verdict/failure';
import type { Drift } from '../verdict/drift';
import type { HealthReport, Precision, SelfTestFigures } from '../verdict/health';
import type {
  FoundRecord,
  HistoryPart,
  HistoryQuery,
  HistorySelection,
  Label,
} from '../verdict/history';
import type { Heatmap, Judgement, Origin, PageJudgement } from '../verdict/judgement';
import type { ListedModel, ModelKey } from '../verdict/listed-model';
import type { ListedPicture } from '../verdict/listed-picture';
import type { ModelCard } from '../verdict/model';
import type { ModelErrorCode } from '../verdict/model-error';
import type { RefusedRung, Rung } from '../verdict/rungs';
import type { Score } from '../verdict/score';

/** Every message of Candid: who answers it, what it takes and what it answers. All may fail with `CheckError`, those about models with `ModelError`. */
export interface Protocol {
  /**
   * The offscreen document. The service worker makes sure it exists and passes messages on. Content scripts may ask
   * which model judges, have pictures judged, and give up or raise what they asked for; all else is for our own pages.
   */
  host: {
    /** Judges one picture. Answered once, with a judgement or a failure. `findJudgement` has the preview. */
    classifyImage(request: ClassifyRequest): PageJudgement;
    /** Gives up requests that nobody waits for any more; each is answered with the failure `dropped`. */
    dropImages(selection: DropSelection): void;
    /** Moves a request ahead that somebody waits for more than before. */
    raiseImage(wish: { requestId: string; priority: Priority }): void;
    /** Which model judges. */
    getModel(query: Record<string, never>): ModelKey;
    /** The stored judgement of a content, by the model in use. */
    findJudgement(key: { contentHash: string }): Judgement | undefined;
    /** What is kept of a content. */
    findRecord(key: { id: string }): FoundRecord;
    listHistory(query: HistoryQuery): HistoryPart;
    /** Keeps what a person says of a content; null takes it back. Nothing is kept from a private window. */
    labelPicture(labelled: { id: string; label: Label | null }): void;
    /** Forgets pictures for good, with previews and labels. */
    deleteHistory(selection: HistorySelection): void;
    /** Forgets what is older than so many days, but for what the person said of it. */
    pruneHistory(age: { keepDays: number }): void;
    getEngineStatus(query: Record<string, never>): EngineStatus;
    /** How model, engine and memory are doing. Loads nothing. */
    getHealth(query: Record<string, never>): HealthReport;
    /** Judges a whole image file anew, whatever is remembered of it, and remembers nothing: for checks of the engine. */
    probeImage(request: ProbeRequest): Probe;
    /**
     * The very file that was judged, by its content hash, for our own pages: from memory, else from where it was fetched, as
     * the browser has kept it or as its server answers now. Undefined where nobody knows any more where to get it.
     */
    getOriginal(selection: { id: string }): ArrayBuffer | undefined;
    /** Judges some of the overlapping squares of a whole image file, by the model in use. */
    explainTiles(request: TileSelection): TileScores & { model: ModelCard };
    /** Where every head of every layer of the model in use looks in a whole image file; null where it does not tell. */
    explainLayers(request: { bytes: ArrayBuffer }): LayersAnswer;
    /** Forgets which devices gave way. Answered once the model is loaded on the best that works now, or failed to. */
    tryBetterDevice(query: Record<string, never>): EngineStatus;
    /** Every model there is to choose from. Those below fail with `ModelError`. */
    listModels(query: Record<string, never>): ListedModel[];
    /** Starts the download of a catalog's model, or goes on with it. How it goes on and ends is in `listModels`. */
    installModel(selection: { id: string }): void;
    pauseInstall(selection: { id: string }): void;
    removeModel(key: ModelKey): void;
    /** Answered once the model has passed its self-test and judges. */
    activateModel(key: ModelKey): void;
    /** Puts the model to use that was in use before. */
    goBackToPreviousModel(query: Record<string, never>): void;
    /**
     * Looks a model up on the hub at a branch, tag or commit, remembers the commit and starts its download. From then on
     * `listModels` has it, and the messages above work on it by the id and revision that this answers.
     */
    addHubModel(source: HubSource): ModelKey;
    /** Keeps files of the person's disk as a model, without putting it to use. */
    importModel(files: ImportRequest): ModelKey;
  };
  /** The service worker, asked by content scripts. */
  background: {
    /** Brings the content script into the frames of the sender's tab that are large enough to hold a picture. */
    enterFrames(query: Record<string, never>): void;
    /** The address of the page that the sender is a frame of; null where the browser does not tell. */
    findPageUrl(query: Record<string, never>): string | null;
    /** Opens the inspector beside the sender's tab. `id` is the content hash of the file that was judged. */
    openInspector(selection: { id: string }): void;
    /** The fragment by which a request of the host bears the origin of a page as its referrer. */
    lendReferrer(page: { origin: string }): string;
    /** From the host: another model judges from now on. */
    announceModel(model: ModelKey): void;
  };
  /** The content script of a frame. */
  page: {
    /** Right-click: check the picture that shows `srcUrl`, else the one under the pointer, else let the person pick. */
    checkImage(target: { srcUrl: string | null }): void;
    /** Right-click: the same, and opens the inspector as soon as the picture is judged. */
    inspectImage(target: { srcUrl: string | null }): void;
    /** Scrolls the page to a picture and points at it. */
    revealPicture(target: { pictureId: string }): void;
    /** Checks every picture of the page as it comes into view, whatever the rules of sites say, until the page changes. */
    checkPage(query: Record<string, never>): void;
    /** Another model judges from now on: what others have judged is asked for again. */
    noteModel(model: ModelKey): void;
  };
  /** A popup, while one is open. */
  popup: {
    /** The content script is in the sender's frame now, so that its pictures can be asked for. */
    announceFrame(query: Record<string, never>): void;
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
  | {
      kind: 'url';
      url: string;
      /** Larger files that may hold the same picture, the best first, at most three. The host proves it before it believes it. */
      candidates?: string[];
      /** The page told the picture's server its origin when it asked for it, so that the host may do so too. */
      isReferred?: boolean;
    }
  | {
      kind: 'bytes';
      bytes: ArrayBuffer;
      origin: Exclude<Origin, 'url' | 'data' | 'file'>;
      /** What was downloaded for this check until now; undefined where the page cannot tell. */
      fetchedBytes: number | undefined;
    }
  /** The person's own. The host reads it; `path` is from the folder that they chose. */
  | { kind: 'file'; file: Blob; path: string };

/** `requestId` is unique in the world (a UUID), so that a request can be dropped from anywhere. */
export interface ClassifyRequest {
  requestId: string;
  /** What the picture is called where it is: for the history. */
  name?: string;
  source: PictureSource;
  priority: Priority;
}

export type DropSelection = { requestIds: string[] } | { tabId: number };

/** Which model judges and how its engine is doing. */
export type EngineStatus = { model: ModelCard } & EngineState;

/**
 * What runs the model. `threads` counts WASM threads, `refused` says why nothing better than `rung` was or will be taken,
 * `reason` why the engine failed. `batch` and `drift` (of int8) are there once they were
 * measured.
 */
export type EngineState = { refused: RefusedRung[] } & (
  | { status: 'idle' | 'loading' }
  | {
      status: 'ready';
      device: 'wasm' | 'webgpu';
      threads: number;
      rung: Rung;
      precision: Precision;
      batch?: BatchMeasurement;
      drift?: Drift;
      selfTest?: SelfTestFigures;
    }
  | { status: 'failed'; reason: string }
);

/** `isPrecise`: never in int8, for scores that are held against those of others. */
export interface ProbeRequest {
  bytes: ArrayBuffer;
  isPrecise: boolean;
}

/** What the engine answered, with nothing added. `tookMs` includes loading the model, where that was needed. */
export interface Probe {
  score: Score;
  logit: number;
  heatmap: Heatmap | null;
  embedding: Float32Array | null;
  width: number;
  height: number;
  tookMs: number;
}

/** Tiles `from` (the first is 0) up to `count` of them, of all that the file is cut into. */
export interface TileSelection {
  bytes: ArrayBuffer;
  from: number;
  count: number;
}

export interface LayersAnswer {
  model: ModelCard;
  attention: HeadAttention | null;
}

/** A repository of the hub, as `owner/name`, and what of it: a branch, a tag or a commit. */
export interface HubSource {
  repository: string;
  revision: string;
}

/**
 * `name` is what people call the model; the blobs are its `config.json` and `model.safetensors`, and where there is one
 * its `preprocessor_config.json`.
 */
export interface ImportRequest {
  name: string;
  config: Blob;
  weights: Blob;
  preprocessor?: Blob | undefined;
}

/** What a page tells the popup of one of its pictures. `changedAt` is epoch milliseconds. */
export interface PictureReport extends ListedPicture {
  changedAt: number;
}

/**
 * The tab and frame a message came from, both undefined for our own pages, and the address of the document in it: of one
 * without its own (about:blank), the origin. `pass` is what the host needs for requests to the person's own network.
 */
export interface Sender {
  tabId: number | undefined;
  frameId: number | undefined;
  url?: string | undefined;
  pass?: string | undefined;
  /** The web page that the tab shows, for the history. */
  page?: { url: string; title: string };
  /** It is in a private window, from which nothing goes on disk. */
  isPrivate?: boolean | undefined;
  /** For how many days the person wants remembered what is judged. Nothing goes on disk where it is 0, or not told. */
  keepDays?: number;
}

/** A message on the wire. The service worker fills `sender` in when it passes a message on to the host. */
export interface Envelope {
  candid: Context;
  name: string;
  args: unknown;
  sender?: Sender;
}

/** An answer on the wire: a value, or what a `CheckError` or a `ModelError` says. */
export type Answer =
  | { ok: true; value: unknown }
  | { ok: false; code: CheckError['code']; message: string; receivedBytes: number }
  | {
      ok: false;
      modelCode: ModelErrorCode;
      message: string;
      retryAfterSeconds: number | undefined;
      subject?: string | undefined;
    };
