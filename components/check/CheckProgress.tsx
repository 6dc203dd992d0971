import { useEffect, useRef, useState } from 'preact/hooks';
import { formatCount, formatDuration } from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import { Button } from '../Button';
import { isBusy, mostFiles, type CheckActions, type CheckState } from './checked-files';
import './CheckProgress.css';

interface CheckProgressProps {
  state: CheckState;
  actions: Pick<CheckActions, 'cancel' | 'resume' | 'retryFailed'>;
}

/** How far the checks have come, and what can be done about it. */
export function CheckProgress({ state, actions }: CheckProgressProps) {
  const progress = measure(state);
  const news = useNews(progress);
  return (
    <div class="check-progress">
      {progress.total > 1 && <Bar progress={progress} state={state} />}
      <Choices progress={progress} actions={actions} />
      <LeftOut leftOut={state.leftOut} />
      <p class="visually-hidden" role="status">
        {news}
      </p>
    </div>
  );
}

interface Progress {
  status: 'reading' | 'checking' | 'stopped' | 'done';
  total: number;
  done: number;
  failed: number;
  stopped: number;
}

function measure(state: CheckState): Progress {
  const count = (pattern: RegExp) =>
    state.files.filter((file) => pattern.test(file.state.status)).length;
  const stopped = count(/^stopped$/);
  const idle = stopped > 0 ? 'stopped' : 'done';
  return {
    status: isBusy(state) ? (state.isReading ? 'reading' : 'checking') : idle,
    total: state.files.length,
    done: count(/^(judged|failed)$/),
    failed: count(/^failed$/),
    stopped,
  };
}

function Bar({ progress, state }: { progress: Progress; state: CheckState }) {
  const { total, done } = progress;
  const text = describe(progress);
  const { secondsLeft } = state;
  const isTold = progress.status === 'checking' && secondsLeft !== undefined;
  return (
    <div class="check-progress__bar">
      <progress max={total} value={done} aria-label={text} />
      <p>{isTold ? translate('check_left', text, formatDuration(secondsLeft)) : text}</p>
    </div>
  );
}

function describe({ status, total, done }: Progress): string {
  const counts = [formatCount(done), formatCount(total)] as const;
  if (status === 'reading') return translate('check_lookingThrough');
  if (status === 'done') return translate('check_done', formatCount(total));
  return translate(status === 'stopped' ? 'check_stopped' : 'check_progress', ...counts);
}

interface ChoicesProps {
  progress: Progress;
  actions: CheckProgressProps['actions'];
}

function Choices({ progress, actions }: ChoicesProps) {
  const { status, total, failed, stopped } = progress;
  const isChecking = status === 'checking' || status === 'reading';
  if (total <= 1) return null;
  return (
    <div class="check-progress__choices">
      {isChecking && <Button onClick={actions.cancel}>{translate('check_cancel')}</Button>}
      {status === 'stopped' && (
        <Button kind="primary" onClick={actions.resume}>
          {translate('check_resume', formatCount(stopped))}
        </Button>
      )}
      {!isChecking && failed > 0 && (
        <Button onClick={actions.retryFailed}>
          {translate('check_retryFailed', formatCount(failed))}
        </Button>
      )}
    </div>
  );
}

function LeftOut({ leftOut: { notPictures, tooMany } }: Pick<CheckState, 'leftOut'>) {
  if (notPictures + tooMany === 0) return null;
  return (
    <div class="check-progress__left-out" role="status">
      {notPictures === 1 && <p>{translate('check_leftOut_one')}</p>}
      {notPictures > 1 && <p>{translate('check_leftOut', formatCount(notPictures))}</p>}
      {tooMany > 0 && (
        <p>{translate('check_tooMany', formatCount(tooMany), formatCount(mostFiles))}</p>
      )}
    </div>
  );
}

const parts = 4;

/** What is read out: the beginning, every quarter and the end, not every picture. */
function useNews(progress: Progress): string {
  const [news, setNews] = useState('');
  const { status, total, done } = progress;
  const part = total > 1 ? Math.floor((parts * done) / total) : 0;
  const isFirst = useRef(true);
  useEffect(() => {
    const isQuiet = isFirst.current || total <= 1;
    isFirst.current = false;
    setNews(isQuiet ? '' : describe(progress));
  }, [status, part, total > 1]);
  return news;
}
