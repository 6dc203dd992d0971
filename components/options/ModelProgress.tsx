import { formatBytes, formatDuration, formatPercent, formatRate } from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import type { ListedModel } from '../../lib/verdict/listed-model';
import { isBegun, receivedBytesOf } from './model';
import './ModelProgress.css';

/** How much of a model is here, from its first byte until it is whole. */
export function ModelProgress({ listed }: { listed: ListedModel }) {
  const { model, state, sizeInBytes } = listed;
  const isRunning = state.status === 'installing';
  if (!isRunning && !isBegun(listed)) return null;
  const fraction = Math.min(receivedBytesOf(listed) / sizeInBytes, 1);
  const text = describe(listed);
  return (
    <div class={`model-progress model-progress--${isRunning ? 'running' : 'still'}`}>
      <div
        class="model-progress__bar"
        role="progressbar"
        aria-label={translate('options_progress', model.name)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(fraction * 100)}
        aria-valuetext={`${formatPercent(fraction)}, ${text}`}
      >
        <div class="model-progress__done" style={{ inlineSize: `${fraction * 100}%` }} />
      </div>
      <p class="model-progress__text">{text}</p>
    </div>
  );
}

function describe(listed: ListedModel): string {
  const { state, sizeInBytes } = listed;
  const amount = [formatBytes(receivedBytesOf(listed)), formatBytes(sizeInBytes)] as const;
  if (state.status !== 'installing') return translate('options_received_kept', ...amount);
  const parts = [translate('options_received', ...amount)];
  if (state.isRetrying) return [...parts, translate('options_retrying')].join(' · ');
  if (state.bytesPerSecond > 0) parts.push(formatRate(state.bytesPerSecond));
  if (state.secondsLeft !== null) {
    parts.push(translate('options_left', formatDuration(state.secondsLeft)));
  }
  return parts.join(' · ');
}
