import { formatCount } from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import type { HealthOfCache } from '../../lib/verdict/health';
import type { HistoryDays } from '../../lib/verdict/history';
import { ConfirmButton } from '../ConfirmButton';
import { FactList } from '../health/FactList';
import { cacheFacts } from '../health/health-facts';
import { RetentionChoice } from '../history/RetentionChoice';
import { OptionsSection } from '../OptionsSection';
import './DataSection.css';

/** What Candid keeps. */
export interface DataState {
  /** Undefined until it is read. */
  keepDays: HistoryDays | undefined;
  isPrivate: boolean;
  /** `pictures` counts those of the history. Undefined until the host answers. */
  kept: { pictures: number; cache: HealthOfCache } | undefined;
  /** What just happened, for those who hear the page. */
  news: string;
}

export interface DataActions {
  keepFor: (days: HistoryDays) => void;
  deleteAll: () => void;
}

interface DataSectionProps {
  /** Undefined until the page is joined to it. */
  data: DataState | undefined;
  actions: DataActions;
}

/** What Candid keeps, how much of it, for how long, and how to be rid of it. */
export function DataSection({ data, actions }: DataSectionProps) {
  return (
    <OptionsSection
      id="data"
      heading={translate('data_heading')}
      explanation={translate('data_explanation')}
    >
      {data?.isPrivate && <p>{translate('history_private_why')}</p>}
      {data && !data.isPrivate && <Keeping data={data} actions={actions} />}
    </OptionsSection>
  );
}

function Keeping({ data, actions }: { data: DataState; actions: DataActions }) {
  const { kept, keepDays, news } = data;
  return (
    <>
      <p class="visually-hidden" role="status">
        {news}
      </p>
      {kept ? <Kept kept={kept} /> : <div class="data-section__waiting" aria-busy="true" />}
      {keepDays !== undefined && <RetentionChoice keepDays={keepDays} onChoose={actions.keepFor} />}
      <div class="data-section__deletion">
        <ConfirmButton
          label={translate('history_deleteAll')}
          question={translate('history_deleteAll_question')}
          onConfirm={actions.deleteAll}
        />
      </div>
    </>
  );
}

function Kept({ kept: { pictures, cache } }: { kept: NonNullable<DataState['kept']> }) {
  const inHistory = { label: translate('data_pictures'), lines: [formatCount(pictures)] };
  return <FactList facts={[inHistory, ...cacheFacts({ cache })]} />;
}
