import { useState } from 'preact/hooks';
import { formatCount } from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import { BrandHeader } from '../BrandHeader';
import { Button } from '../Button';
import {
  arrangeFiles,
  countFileMarks,
  type CheckActions,
  type CheckedFile,
  type CheckState,
  type FileSort,
  type FileView,
} from './checked-files';
import { CheckProgress } from './CheckProgress';
import { EngineFooter } from '../EngineFooter';
import { FilesTable } from './FilesTable';
import { FilterChips } from '../FilterChips';
import { OnePicture } from './OnePicture';
import { PageLinks } from '../PageLinks';
import { PictureDrop } from './PictureDrop';
import { SearchField } from '../SearchField';
import './CheckPage.css';

interface CheckPageProps {
  state: CheckState;
  actions: CheckActions;
}

/** Judges what a person gives it: one picture large, more of them in a table. */
export function CheckPage({ state, actions }: CheckPageProps) {
  const { files, problem, engine } = state;
  const [only, ...others] = files;
  const isOne = only !== undefined && others.length === 0;
  return (
    <div class="check-page">
      <BrandHeader page={translate('check_heading')}>
        <PageLinks here="check" />
      </BrandHeader>
      <main class="check-page__main">
        {problem && <p role="alert">{translate(`check_${problem}`)}</p>}
        {isOne && <OnePicture file={only} state={state} actions={actions} />}
        <PictureDrop isAlone={files.length === 0} actions={actions} />
        <CheckProgress state={state} actions={actions} />
        {others.length > 0 && <List state={state} actions={actions} />}
      </main>
      <EngineFooter engine={engine} />
    </div>
  );
}

/** Rows at once: with more, a page of thousands of pictures would answer slowly. */
const pageLength = 200;

function List({ state, actions }: CheckPageProps) {
  const { files, sensitivity } = state;
  const [view, setView] = useState<FileView>({ search: '', shows: 'all', sort: undefined });
  const [limit, setLimit] = useState(pageLength);
  const arranged = arrangeFiles(files, view, sensitivity);
  const sortBy = (by: FileSort['by']) => setView({ ...view, sort: turn(view.sort, by) });
  return (
    <>
      <Tools state={state} view={view} onView={setView} />
      <Exports state={state} files={arranged} actions={actions} />
      {arranged.length === 0 ? (
        <p class="check-page__none">{translate('check_none')}</p>
      ) : (
        <FilesTable
          files={arranged.slice(0, limit)}
          sort={view.sort}
          sensitivity={sensitivity}
          findThumbnail={actions.findThumbnail}
          onSort={sortBy}
        />
      )}
      {arranged.length > limit && (
        <div class="check-page__more">
          <Button onClick={() => setLimit(limit + pageLength)}>
            {translate('check_more', formatCount(arranged.length - limit))}
          </Button>
        </div>
      )}
    </>
  );
}

interface ToolsProps {
  state: CheckState;
  view: FileView;
  onView: (view: FileView) => void;
}

function Tools({ state: { files, sensitivity }, view, onView }: ToolsProps) {
  const counts = countFileMarks(files, sensitivity);
  return (
    <div class="check-page__tools">
      <FilterChips
        legend={translate('check_shows')}
        chips={[
          { value: 'all', label: translate('check_shows_all'), count: files.length },
          ...counts.map(({ mark, count }) => ({
            value: mark,
            label: translate(`verdict_${mark}`),
            mark,
            count,
          })),
        ]}
        chosen={view.shows}
        onChoose={(shows) => onView({ ...view, shows })}
      />
      <SearchField
        label={translate('check_search')}
        value={view.search}
        onInput={(search) => onView({ ...view, search })}
      />
    </div>
  );
}

interface ExportsProps extends CheckPageProps {
  /** In the order in which they are listed. */
  files: CheckedFile[];
}

function Exports({ state, files, actions }: ExportsProps) {
  const counts = [formatCount(files.length), formatCount(state.files.length)] as const;
  const isPart = files.length < state.files.length;
  return (
    <div class="check-page__exports">
      <p role="status">{isPart && translate('history_found', ...counts)}</p>
      <Button disabled={files.length === 0} onClick={() => actions.exportAs('csv', files)}>
        {translate('export_csv')}
      </Button>
      <Button disabled={files.length === 0} onClick={() => actions.exportAs('json', files)}>
        {translate('export_json')}
      </Button>
      <Button onClick={actions.clear}>{translate('check_clear')}</Button>
    </div>
  );
}

/** The most first, then the least, then as it was given. Names begin with the first letter. */
function turn(sort: FileSort | undefined, by: FileSort['by']): FileSort | undefined {
  const [first, second] =
    by === 'name' ? (['ascending', 'descending'] as const) : (['descending', 'ascending'] as const);
  if (sort?.by !== by) return { by, direction: first };
  return sort.direction === first ? { by, direction: second } : undefined;
}
