import { formatCount, formatMilliseconds } from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import { failureKey } from '../../lib/verdict/describe';
import { Button } from '../Button';
import { measuredPasses, type Measuring } from './health';
import './SpeedCheck.css';

interface SpeedCheckProps {
  measuring: Measuring;
  onMeasure: () => void;
}

/** Measures the speed here and now. */
export function SpeedCheck({ measuring, onMeasure }: SpeedCheckProps) {
  return (
    <div class="speed-check">
      <Button disabled={measuring.status === 'running'} onClick={onMeasure}>
        {translate('health_measure')}
      </Button>
      <p role="status">{describe(measuring)}</p>
    </div>
  );
}

function describe(measuring: Measuring): string {
  switch (measuring.status) {
    case 'idle':
      return '';
    case 'running':
      return translate(
        'health_measure_running',
        formatCount(measuring.done + 1),
        formatCount(measuredPasses + 1),
      );
    case 'done':
      return translate(
        'health_measure_done',
        formatMilliseconds(measuring.medianMs),
        formatCount(measuredPasses),
      );
    case 'failed':
      return translate('health_measure_failed', translate(failureKey(measuring.code)));
  }
}
