import { sampleCanvas } from './canvas-sample';
import { noteDrawing } from './pixels';

interface Look {
  drawing: string | undefined;
  isStill: boolean;
  delayMs: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const delayMs = { first: 400, still: 1500, longest: 30_000 };
/** The share of pixels that a picture fills; rings around portraits and other decoration leave more free. */
const leastOpaque = 0.5;
const unreadable = 'unreadable';

/** Looks at canvases now and then, as nothing tells when they are drawn on. One that moves is looked at ever more seldom. */
export class CanvasWatch {
  readonly #looks = new Map<HTMLCanvasElement, Look>();
  readonly #onChange: () => void;

  constructor(onChange: () => void, signal: AbortSignal) {
    this.#onChange = onChange;
    signal.addEventListener('abort', () => {
      for (const canvas of this.#looks.keys()) this.leave(canvas);
    });
  }

  /** Whether a canvas shows a drawing that stays. Looks at it from now on, and says when that changes. */
  isStill(canvas: HTMLCanvasElement): boolean {
    const known = this.#looks.get(canvas);
    if (known) return known.isStill;
    const look = { drawing: undefined, isStill: false, delayMs: delayMs.first, timer: undefined };
    this.#looks.set(canvas, look);
    this.#look(canvas, look);
    return false;
  }

  leave(canvas: HTMLCanvasElement): void {
    clearTimeout(this.#looks.get(canvas)?.timer);
    this.#looks.delete(canvas);
  }

  #look(canvas: HTMLCanvasElement, look: Look): void {
    const { drawing, isStill: wasStill } = look;
    look.drawing = document.hidden ? drawing : readDrawing(canvas);
    look.isStill = look.drawing !== undefined && look.drawing === drawing;
    look.delayMs = nextDelay(look, wasStill);
    look.timer = setTimeout(() => this.#look(canvas, look), look.delayMs);
    if (look.isStill === wasStill) return;
    noteDrawing(canvas, look.drawing ?? '');
    this.#onChange();
  }
}

function nextDelay({ isStill, delayMs: last }: Look, wasStill: boolean): number {
  if (isStill) return delayMs.still;
  if (wasStill) return delayMs.first;
  return Math.min(last * 2, delayMs.longest);
}

/** What a canvas shows as a text; undefined while that is one colour, or little more than what lies behind it. */
function readDrawing(canvas: HTMLCanvasElement): string | undefined {
  const pixels = sampleCanvas(canvas);
  if (!pixels) return unreadable; // The check will say so.
  const isFlat = pixels.every((pixel) => pixel === pixels[0]);
  const opaque = pixels.filter((pixel) => pixel >>> 24 > 127).length / pixels.length;
  return isFlat || opaque < leastOpaque ? undefined : pixels.join();
}
