import type { HealthActions, HealthState } from '../../../components/health/health';
import { writeHealthText } from '../../../components/health/health-text';
import { browser } from '../../browser';
import { watchHealth } from '../../messaging/health';
import { copyText } from '../copy-text';
import { comparePublished } from './compare';
import { measureSpeed } from './speed';

interface HealthOptions {
  onChange: (state: HealthState, actions: HealthActions) => void;
  signal: AbortSignal;
}

/** Joins the health page to the host, and tells its whole state after every change. */
export function startHealth({ onChange, signal }: HealthOptions): void {
  let state: HealthState = {
    report: undefined,
    measuring: { status: 'idle' },
    comparing: { status: 'idle' },
    copying: 'idle',
  };
  const change = (part: Partial<HealthState>) => {
    if (signal.aborted) return;
    state = { ...state, ...part };
    onChange(state, actions);
  };
  const actions: HealthActions = {
    measure: () => void measureSpeed((measuring) => change({ measuring })),
    compare: (files) => {
      const published = state.report?.model.published;
      if (!published || isBusy(state.comparing)) return;
      void comparePublished({ published, files }, (comparing) => change({ comparing }));
    },
    copy: () => void copy(state).then((copying) => change({ copying })),
  };
  change({});
  watchHealth((report) => change({ report }), signal);
}

function isBusy({ status }: HealthState['comparing']): boolean {
  return status === 'reading' || status === 'scoring';
}

async function copy({ report, comparing }: HealthState): Promise<HealthState['copying']> {
  if (!report) return 'idle';
  const rows = 'rows' in comparing ? comparing.rows : [];
  const { version } = browser.runtime.getManifest();
  return copyText(writeHealthText({ report, rows, version }));
}
