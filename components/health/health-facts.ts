import {
  formatBytes,
  formatCount,
  formatMilliseconds,
  formatThreshold,
} from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import { isSmallDrift, mostDrift, type Drift } from '../../lib/verdict/drift';
import type { HealthOfEngine, HealthReport } from '../../lib/verdict/health';
import type { RefusedRung, Rung } from '../../lib/verdict/rungs';

/** Something to know, by its name: on the page and in the copied text. */
export interface Fact {
  label: string;
  lines: string[];
  /** For eyes that compare letters. */
  isCode?: true;
}

const rungKeys = {
  'webgpu-fp16': 'health_rung_webgpuHalf',
  webgpu: 'health_rung_webgpu',
  wasm: 'health_rung_wasm',
  'wasm-one-thread': 'health_rung_wasmOne',
} as const satisfies Record<Rung, string>;

/** What runs the model, and why nothing better does. */
export function engineFacts(report: HealthReport): Fact[] {
  const { engine, isIsolated, precision } = report;
  const ready = engine.status === 'ready' ? engine : undefined;
  const isolation = isIsolated ? 'health_isolation_on' : 'health_isolation_off';
  return [
    fact('health_state', stateText(engine)),
    fact('health_device', ready && translate(rungKeys[ready.rung])),
    { label: translate('health_refused'), lines: refusals(engine) },
    fact('health_threads', ready && formatCount(ready.threads)),
    fact('health_isolation', translate(isolation)),
    fact('health_precision', precision && translate(`health_precision_${precision}`)),
    fact('health_selfTest', ready && selfTestText(report)),
    { label: translate('health_drift'), lines: driftLines(report.drift) },
  ];
}

/** Which model judges, and whether its bytes are known. */
export function modelFacts({ model }: HealthReport): Fact[] {
  const { card, repository, files, isVerified } = model;
  const verified = isVerified ? 'health_verified_yes' : 'health_verified_no';
  return [
    fact('health_name', card.name),
    { ...fact('health_revision', card.revision), isCode: true },
    fact('health_origin', repository ?? translate('health_origin_own')),
    {
      label: translate('health_files'),
      lines: files.flatMap(({ name, sizeInBytes, sha256 }) => [
        translate('health_file', name, formatBytes(sizeInBytes)),
        `sha256 ${sha256}`,
      ]),
      isCode: true,
    },
    fact('health_verified', translate(verified)),
  ];
}

export function speedFacts({ timings, engine }: HealthReport): Fact[] {
  const { medianMs, pictures } = timings;
  const median =
    medianMs === null
      ? translate('health_perPicture_none')
      : translate('health_perPicture_value', formatMilliseconds(medianMs), formatCount(pictures));
  return [fact('health_perPicture', median), fact('health_batch', batchText(engine))];
}

/** How much is remembered. */
export function cacheFacts({ cache }: Pick<HealthReport, 'cache'>): Fact[] {
  const { judgements, sizeInBytes, usedBytes, quotaBytes } = cache;
  const isKnown = usedBytes !== null && quotaBytes !== null;
  return [
    fact('health_judgements', judgements !== null && formatCount(judgements)),
    fact('health_cacheSize', sizeInBytes !== null && formatBytes(sizeInBytes)),
    fact(
      'health_storage',
      isKnown && translate('health_storage_value', formatBytes(usedBytes), formatBytes(quotaBytes)),
    ),
  ];
}

/** What is not known says so. */
function fact(key: Parameters<typeof translate>[0], text: string | false | null | undefined): Fact {
  return { label: translate(key), lines: [text || translate('health_unknown')] };
}

function stateText(engine: HealthOfEngine): string {
  if (engine.status === 'failed') return translate('health_state_failed', engine.reason);
  return translate(`health_state_${engine.status}`);
}

function refusals({ refused }: HealthOfEngine): string[] {
  if (refused.length === 0) return [translate('health_refused_none')];
  return refused.map(({ rung, reason }: RefusedRung) =>
    translate('health_refusal', translate(rungKeys[rung]), translate(`health_reason_${reason}`)),
  );
}

function selfTestText({ selfTest, engine, precision }: HealthReport): string {
  if (precision === 'int8') return translate('health_selfTest_int8');
  const isReference = engine.status === 'ready' && engine.device === 'wasm';
  if (!selfTest) {
    return translate(isReference ? 'health_selfTest_reference' : 'health_selfTest_passed');
  }
  const { logitDifference, allowedDifference } = selfTest;
  const figures = [formatThreshold(logitDifference), formatThreshold(allowedDifference)] as const;
  return translate(isReference ? 'health_selfTest_known' : 'health_selfTest_figures', ...figures);
}

function driftLines(drift: Drift | null): string[] {
  if (!drift) return [translate('health_drift_none')];
  const figures = translate(
    'health_drift_figures',
    formatCount(drift.pictures),
    formatThreshold(drift.median),
    formatThreshold(drift.p99),
    formatThreshold(drift.worst),
    formatThreshold(mostDrift),
    formatCount(drift.zoneChanges),
  );
  const meaning = isSmallDrift(drift) ? 'health_drift_small' : 'health_drift_large';
  return [figures, translate(meaning)];
}

function batchText(engine: HealthOfEngine): string {
  if (engine.status !== 'ready' || !engine.batch) return translate('health_batch_none');
  const { size, msPerPictureAlone, msPerPictureTogether } = engine.batch;
  const times = [msPerPictureAlone, msPerPictureTogether].map(formatMilliseconds);
  return translate('health_batch_value', ...times, formatCount(size));
}
