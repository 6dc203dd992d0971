import { measuredPasses, type Measuring } from '../../../components/health/health';
import { send } from '../../messaging/send';
import { CheckError } from '../../verdict/failure';
import { paintTestPicture } from './test-picture';

/** Has a picture of ours judged a few times. The first pass loads what is needed and does not count. */
export async function measureSpeed(onChange: (measuring: Measuring) => void): Promise<void> {
  try {
    const picture = await paintTestPicture();
    const times: number[] = [];
    for (let done = 0; done <= measuredPasses; done += 1) {
      onChange({ status: 'running', done });
      const { tookMs } = await send('host', 'probeImage', { bytes: picture, isPrecise: false });
      if (done > 0) times.push(tookMs);
    }
    onChange({ status: 'done', medianMs: medianOf(times) });
  } catch (error) {
    if (!(error instanceof CheckError)) throw error;
    onChange({ status: 'failed', code: error.code });
  }
}

function medianOf(times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
}
