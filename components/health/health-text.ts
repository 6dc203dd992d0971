import { formatDifference, formatScore } from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import { failureKey } from '../../lib/verdict/describe';
import type { HealthReport } from '../../lib/verdict/health';
import { isPass, type ScoredRow } from './health';
import { cacheFacts, engineFacts, modelFacts, speedFacts, type Fact } from './health-facts';

interface HealthTextOptions {
  report: HealthReport;
  /** The published scores that were compared, if any. */
  rows: ScoredRow[];
  version: string;
}

/** All that the health page says, to paste into a message. */
export function writeHealthText({ report, rows, version }: HealthTextOptions): string {
  const sections: [string, string[]][] = [
    [translate('health_engine'), engineFacts(report).map(writeFact)],
    [translate('health_model'), modelFacts(report).map(writeFact)],
    [translate('health_speed'), speedFacts(report).map(writeFact)],
    [translate('health_cache'), cacheFacts(report).map(writeFact)],
    [translate('health_published'), rows.map(writeRow)],
  ];
  const texts = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([heading, lines]) => [heading, ...lines].join('\n'));
  return [`${translate('extensionName')} ${version}`, ...texts].join('\n\n');
}

function writeFact({ label, lines }: Fact): string {
  return lines.length === 1 ? `${label}: ${lines.join()}` : [`${label}:`, ...lines].join('\n  ');
}

function writeRow(row: ScoredRow): string {
  const outcome = translate(isPass(row) ? 'health_published_pass' : 'health_published_fail');
  const ours =
    'failure' in row
      ? translate(failureKey(row.failure))
      : `${formatScore(row.score, 5)} (${formatDifference(row.difference)})`;
  return `${row.name}: ${formatScore(row.published, 5)} / ${ours} ${outcome}`;
}
