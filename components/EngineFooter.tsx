import type { ComponentChildren } from 'preact';
import { translate } from '../lib/language/translate';
import { listDeviceFaults } from '../lib/verdict/device-faults';
import { standingKey } from '../lib/verdict/describe';
import type { ModelCard } from '../lib/verdict/model';
import type { RefusedRung } from '../lib/verdict/rungs';
import { formatCount } from '../lib/language/format';
import { Button } from './Button';
import './EngineFooter.css';

/** Which model runs, and how. `threads` counts WASM threads, `refused` says why nothing better is used, `reason` why the engine failed. */
export type ModelInUse = { model: ModelCard; refused: RefusedRung[] } & (
  | { status: 'idle' | 'loading' }
  | { status: 'ready'; device: 'wasm' | 'webgpu'; threads: number }
  | { status: 'failed'; reason: string }
);

interface EngineFooterProps {
  engine: ModelInUse | undefined;
  /** Without it, what failed is told but not offered again. */
  onTryBetterDevice?: () => void;
  /** What can be done about the model. */
  children?: ComponentChildren;
}

export function EngineFooter({ engine, onTryBetterDevice, children }: EngineFooterProps) {
  if (!engine) return <footer class="engine-footer" aria-busy="true" />;
  const { name, revision } = engine.model;
  return (
    <footer class="engine-footer">
      <p class="engine-footer__model">
        <strong>{name}</strong> <span title={revision}>{revision.slice(0, 7)}</span>
        <span class="engine-footer__device"> · {deviceText(engine)}</span>
      </p>
      <p>{translate(standingKey(engine.model))}</p>
      {children}
      <Faults engine={engine} onTryBetterDevice={onTryBetterDevice} />
    </footer>
  );
}

interface FaultsProps {
  engine: ModelInUse;
  onTryBetterDevice: (() => void) | undefined;
}

/** What of the machine failed, and the way to give it another chance. Announced, as it comes up while the popup is open. */
function Faults({ engine, onTryBetterDevice }: FaultsProps) {
  const faults = listDeviceFaults(engine.refused);
  const isOffered = onTryBetterDevice && (faults.length > 0 || engine.status === 'failed');
  return (
    <div class="engine-footer__faults" aria-live="polite">
      {faults.length > 0 && (
        <div class="engine-footer__reasons">
          {faults.map(({ part, reason }) => (
            <p key={part}>
              {translate(`engine_fault_${part}`, translate(`engine_reason_${reason}`))}
            </p>
          ))}
        </div>
      )}
      {isOffered && <Button onClick={onTryBetterDevice}>{translate('engine_tryAgain')}</Button>}
    </div>
  );
}

function deviceText(engine: ModelInUse): string {
  if (engine.status === 'failed') return translate('popup_engine_failed', engine.reason);
  if (engine.status !== 'ready') return translate(`popup_engine_${engine.status}`);
  if (engine.device === 'webgpu') return translate('popup_engine_webgpu');
  return engine.threads === 1
    ? translate('popup_engine_wasm_one')
    : translate('popup_engine_wasm', formatCount(engine.threads));
}
