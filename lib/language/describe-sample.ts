import type { Provenance, Sample } from '../verdict/measured';
import { formatCount, formatMonth } from './format';
import { translate } from './translate';

/** On how many pictures something was measured, and when, where that is known. */
export function describeSample({ n, date }: Sample & Pick<Provenance, 'date'>): string {
  if (date === null) return translate('measured_on_undated', formatCount(n));
  return translate('measured_on', formatCount(n), formatMonth(date));
}
