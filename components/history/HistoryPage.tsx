import { formatCount } from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import { historyBounds, type HistoryPart } from '../../lib/verdict/history';
import { BrandHeader } from '../BrandHeader';
import { Button } from '../Button';
import { ConfirmButton } from '../ConfirmButton';
import { FilterChips } from '../FilterChips';
import type { HistoryActions, HistoryState } from './history';
import { HistoryTable } from './HistoryTable';
import { Notice } from './Notice';
import { OptionsSection } from '../OptionsSection';
import { PageLinks } from '../PageLinks';
import { RetentionChoice } from './RetentionChoice';
import { SearchField } from '../SearchField';
import './HistoryPage.css';

interface HistoryPageProps {
  state: HistoryState;
  actions: HistoryActions;
}

/** What was judged, where and when: to find it again, to say what it is, and to delete it. */
export function HistoryPage({ state, actions }: HistoryPageProps) {
  return (
    <div class="history-page">
      <BrandHeader page={translate('history_heading')}>
        <PageLinks here="history" />
      </BrandHeader>
      <main class="history-page__main">
        <p class="visually-hidden" role="status">
          {state.news}
        </p>
        {state.isPrivate ? (
          <Notice title={translate('history_private')} text={translate('history_private_why')} />
        ) : (
          <>
            <History state={state} actions={actions} />
            <Keeping state={state} actions={actions} />
          </>
        )}
      </main>
    </div>
  );
}

function History({ state, actions }: HistoryPageProps) {
  const { list } = state;
  if (list === 'loading') return <p class="history-page__waiting" aria-busy="true" />;
  if (list === 'failed') return <p role="alert">{translate('history_failed')}</p>;
  if (list.kept === 0) return <Empty isOff={state.keepDays === 0} />;
  return (
    <>
      <Tools state={state} actions={actions} />
      <Summary list={list} actions={actions} />
      {list.found === 0 ? (
        <Notice title={translate('history_none')} text={translate('history_none_why')} />
      ) : (
        <HistoryTable records={list.records} state={state} actions={actions} />
      )}
      <More list={list} onMore={actions.showMore} />
    </>
  );
}

function Empty({ isOff }: { isOff: boolean }) {
  return isOff ? (
    <Notice title={translate('history_off')} text={translate('history_off_why')} />
  ) : (
    <Notice title={translate('history_empty')} text={translate('history_empty_why')} />
  );
}

const verdicts = ['fake', 'unsure', 'real', 'tooSmall'] as const;

function Tools({ state, actions }: HistoryPageProps) {
  return (
    <div class="history-page__tools">
      <SearchField
        label={translate('history_search')}
        value={state.search}
        onInput={actions.search}
      />
      <FilterChips
        legend={translate('history_shows')}
        chips={[
          { value: 'all', label: translate('history_shows_all') },
          ...verdicts.map((verdict) => ({
            value: verdict,
            label: translate(`verdict_${verdict}`),
            mark: verdict,
          })),
          { value: 'labelled', label: translate('history_shows_labelled') },
        ]}
        chosen={state.shows}
        onChoose={actions.show}
      />
    </div>
  );
}

function Summary({ list, actions }: { list: HistoryPart; actions: HistoryActions }) {
  const { found, kept } = list;
  return (
    <div class="history-page__summary">
      <p role="status">{describeCount(list)}</p>
      <div class="history-page__exports">
        {found > 0 && found < kept && (
          <ConfirmButton
            label={translate('history_deleteFound', formatCount(found))}
            question={translate('history_deleteFound_question', formatCount(found))}
            onConfirm={actions.deleteFound}
          />
        )}
        <Button disabled={found === 0} onClick={() => actions.exportAs('csv')}>
          {translate('export_csv')}
        </Button>
        <Button disabled={found === 0} onClick={() => actions.exportAs('json')}>
          {translate('export_json')}
        </Button>
      </div>
    </div>
  );
}

function describeCount({ found, kept }: HistoryPart): string {
  if (found < kept) return translate('history_found', formatCount(found), formatCount(kept));
  return kept === 1
    ? translate('history_count_one')
    : translate('history_count', formatCount(kept));
}

function More({ list, onMore }: { list: HistoryPart; onMore: () => void }) {
  const hidden = list.found - list.records.length;
  if (hidden <= 0) return null;
  return (
    <div class="history-page__more">
      <Button onClick={onMore}>{translate('check_more', formatCount(hidden))}</Button>
    </div>
  );
}

function Keeping({ state, actions }: HistoryPageProps) {
  const { keepDays, list } = state;
  const isEmpty = typeof list === 'string' || list.kept === 0;
  const { pictures, judgements } = historyBounds;
  const bounds = [formatCount(pictures), formatCount(judgements)] as const;
  return (
    <OptionsSection
      id="keep"
      heading={translate('history_keep')}
      explanation={translate('history_keep_explanation')}
    >
      {keepDays !== undefined && <RetentionChoice keepDays={keepDays} onChoose={actions.keepFor} />}
      <div class="history-page__notes">
        <p>{translate('history_keep_bounds', ...bounds)}</p>
        <p>{translate('history_keep_labels')}</p>
      </div>
      <ConfirmButton
        label={translate('history_deleteAll')}
        question={translate('history_deleteAll_question')}
        disabled={isEmpty}
        onConfirm={actions.deleteAll}
      />
    </OptionsSection>
  );
}
