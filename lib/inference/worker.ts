import { expose } from 'comlink';
import { CheckError } from '../verdict/failure';
import { Classifier } from './classifier';
import { RungRefusedError } from './device-error';
import { ModelLoadError } from './model-load-error';
import type { InferenceWorker, Outcome } from './protocol';

let classifier: Classifier | undefined;
let lastCall: Promise<unknown> = Promise.resolve();

expose({
  load: (request) =>
    answerInTurn(async () => {
      classifier = await Classifier.load(request);
      return classifier.loaded;
    }),
  classify: (bytes) =>
    answerInTurn(async () => {
      if (!classifier) throw new CheckError('engineFailed', 'Expected a loaded model, got none');
      const [classification] = await classifier.classify([await classifier.prepare(bytes)]);
      if (!classification) throw new CheckError('engineFailed', 'Expected an answer, got none');
      return classification;
    }),
} satisfies InferenceWorker);

// Never let go: the browser does, when this worker ends.
void navigator.locks.request(self.name, () => new Promise<never>(() => undefined));

/** One call at a time: ONNX Runtime's session must not be entered twice. */
function answerInTurn<Value>(work: () => Promise<Value>): Promise<Outcome<Value>> {
  const outcome = lastCall.then(() => settle(work));
  lastCall = outcome;
  return outcome;
}

async function settle<Value>(work: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const refused = error instanceof RungRefusedError && { refused: error.refused };
    return { ok: false, code: codeOf(error), message: String(error), ...refused };
  }
}

function codeOf(error: unknown) {
  if (error instanceof CheckError) return error.code;
  return error instanceof ModelLoadError ? 'modelRefused' : 'engineFailed';
}
