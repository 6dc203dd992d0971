import { translate } from '../lib/language/translate';
import { standingKey } from '../lib/verdict/describe';
import type { ModelCard } from '../lib/verdict/model';
import { formatCount } from '../lib/language/format';
import './EngineFooter.css';

/** Which model runs, and how. `threads` counts WASM threads; `reason` says why the engine failed. */
export type ModelInUse = { model: ModelCard } & (
  | { status: 'idle' | 'loading' }
  | { status: 'ready'; device: 'wasm' | 'webgpu'; threads: number }
  | { status: 'failed'; reason: string }
);

export function EngineFooter({ engine }: { engine: ModelInUse | undefined }) {
  if (!engine) return <footer class="engine-footer" aria-busy="true" />;
  const { name, revision, standing } = engine.model;
  return (
    <footer class="engine-footer">
      <p class="engine-footer__model">
        <strong>{name}</strong> <span title={revision}>{revision.slice(0, 7)}</span>
        <span class="engine-footer__device"> · {deviceText(engine)}</span>
      </p>
      <p>{translate(standingKey(standing))}</p>
    </footer>
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
