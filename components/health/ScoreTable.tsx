import {
  formatCount,
  formatDifference,
  formatScore,
  formatThreshold,
} from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import { failureKey } from '../../lib/verdict/describe';
import { publishedTolerance } from '../../lib/verdict/published';
import { isPass, type Comparing, type ScoredRow } from './health';
import './ScoreTable.css';

interface ScoreTableProps {
  source: string;
  comparing: Comparing;
}

/** Our scores beside the published ones. */
export function ScoreTable({ source, comparing }: ScoreTableProps) {
  if (!('rows' in comparing) || comparing.rows.length === 0) return null;
  const { rows } = comparing;
  return (
    <div class="score-table">
      {comparing.status === 'done' && <Outcome rows={rows} missing={comparing.missing} />}
      <table>
        <caption>{translate('health_published_caption', source)}</caption>
        <thead>
          <tr>
            <th scope="col">{translate('health_published_picture')}</th>
            <th scope="col">{translate('health_published_theirs')}</th>
            <th scope="col">{translate('health_published_ours')}</th>
            <th scope="col">{translate('health_published_difference')}</th>
            <th scope="col">{translate('health_published_outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.name} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Outcome({ rows, missing }: { rows: ScoredRow[]; missing: string[] }) {
  const failed = rows.filter((row) => !isPass(row)).length;
  const counts = [formatCount(rows.length), formatThreshold(publishedTolerance)] as const;
  return (
    <div role="status" class="score-table__outcome">
      <p>
        {failed === 0
          ? translate('health_published_allPass', ...counts)
          : translate('health_published_someFail', formatCount(failed), ...counts)}
      </p>
      {missing.length > 0 && <p>{translate('health_published_missing', missing.join(', '))}</p>}
    </div>
  );
}

function Row({ row }: { row: ScoredRow }) {
  const outcome = isPass(row) ? 'pass' : 'fail';
  return (
    <tr class={`score-table__row--${outcome}`}>
      <th scope="row">
        {row.name}
        {row.by === 'name' && <small>{translate('health_published_byName')}</small>}
      </th>
      <td>{formatScore(row.published, 5)}</td>
      {'failure' in row ? (
        <td colSpan={2}>
          {translate('health_published_error', translate(failureKey(row.failure)))}
        </td>
      ) : (
        <>
          <td>{formatScore(row.score, 5)}</td>
          <td>{formatDifference(row.difference)}</td>
        </>
      )}
      <td>
        <span class="score-table__sign" aria-hidden="true">
          {outcome === 'pass' ? '✓' : '✕'}
        </span>
        {translate(`health_published_${outcome}`)}
      </td>
    </tr>
  );
}
