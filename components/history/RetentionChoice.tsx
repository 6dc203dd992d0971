import { useState } from 'preact/hooks';
import { translate } from '../../lib/language/translate';
import { historyDays, type HistoryDays } from '../../lib/verdict/history';
import { Button } from '../Button';
import { FilterChips } from '../FilterChips';
import './RetentionChoice.css';

interface RetentionChoiceProps {
  keepDays: HistoryDays;
  onChoose: (days: HistoryDays) => void;
}

/** How long the history is kept. To keep less deletes something, and is asked about: arrow keys pass over every choice. */
export function RetentionChoice({ keepDays, onChoose }: RetentionChoiceProps) {
  const [wished, setWished] = useState<HistoryDays>();
  const choose = (days: HistoryDays) => {
    const isLess = days < keepDays;
    setWished(isLess ? days : undefined);
    if (!isLess) onChoose(days);
  };
  const apply = (days: HistoryDays) => {
    setWished(undefined);
    onChoose(days);
  };
  return (
    <div class="retention-choice">
      <p class="retention-choice__legend" aria-hidden="true">
        {translate('history_days')}
      </p>
      <FilterChips
        legend={translate('history_days')}
        chips={longestLast.map((days) => ({
          value: String(days),
          label: translate(`history_days_${days}`),
        }))}
        chosen={String(wished ?? keepDays)}
        onChoose={(value) => choose(toDays(value))}
      />
      <div class="retention-choice__question" role="status">
        {wished !== undefined && (
          <>
            <p>{translate(wished === 0 ? 'history_days_nothing' : 'history_days_shorter')}</p>
            <Button onClick={() => apply(wished)}>{translate('history_days_apply')}</Button>
            <Button onClick={() => setWished(undefined)}>{translate('history_days_leave')}</Button>
          </>
        )}
      </div>
    </div>
  );
}

const longestLast: readonly HistoryDays[] = [7, 30, 90, 365, 0];

function toDays(value: string): HistoryDays {
  return historyDays.find((days) => String(days) === value) ?? 0;
}
