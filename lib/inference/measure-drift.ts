import type { LogitPair } from '../verdict/drift';
import { driftOf } from '../verdict/drift-of';
import { Classifier } from './classifier';
import { createDriftPicture, driftPictureCount } from './drift-pictures';
import type { DriftProgress, LoadRequest } from './protocol';
import type { Gap } from './turns';

/** As many as one watchdog waits for, also on a slow machine. */
const picturesPerStep = 4;

/** Compares a model with itself in int8, picture by picture. What is known stays when it must stop. */
export class DriftMeasurement {
  readonly #fp32: Classifier;
  readonly #request: LoadRequest;
  readonly #pairs: LogitPair[] = [];
  #int8: Classifier | undefined;

  constructor(fp32: Classifier, request: LoadRequest) {
    this.#fp32 = fp32;
    this.#request = request;
  }

  /**
   * Goes some pictures further, one picture or load a turn.
   *
   * @throws CheckError (`dropped`) when a picture needs the turn; what follows starts where this stopped.
   */
  async measure(inGap: Gap): Promise<DriftProgress> {
    const { device, precision } = this.#fp32.loaded;
    const isOwnGraph = 'model.safetensors' in this.#request.entry.files;
    const isMeasurable = isOwnGraph && device === 'wasm' && precision === 'fp32';
    if (!isMeasurable) return { status: 'unmeasurable' };
    const int8 = (this.#int8 ??= await inGap(() => this.#load()));
    if (int8.loaded.precision !== 'int8') return { status: 'unmeasurable' };
    const until = Math.min(this.#pairs.length + picturesPerStep, driftPictureCount);
    while (this.#pairs.length < until) {
      this.#pairs.push(await inGap(() => this.#compare(int8)));
    }
    if (until < driftPictureCount) return { status: 'measuring', pictures: until };
    return { status: 'measured', drift: driftOf(this.#pairs, this.#request.entry.zones) };
  }

  #load(): Promise<Classifier> {
    const { refused } = this.#fp32.loaded;
    return Classifier.load({ ...this.#request, device: 'wasm', refused, int8: true });
  }

  async #compare(int8: Classifier): Promise<LogitPair> {
    const { crop } = this.#request.entry.preprocessing;
    const picture = createDriftPicture(this.#pairs.length, crop);
    return { fp32: await this.#fp32.answer(picture), int8: await int8.answer(picture) };
  }
}
