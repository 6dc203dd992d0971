import { translate } from '../lib/language/translate';
import type { FailureCode } from '../lib/verdict/failure';
import type { Judgement, PageJudgement } from '../lib/verdict/judgement';
import type { Sensitivity } from '../lib/verdict/model';
import { BrandHeader } from './BrandHeader';
import { EngineFooter, type ModelInUse } from './EngineFooter';
import { MarkLabel } from './MarkLabel';
import { PictureDetail } from './PictureDetail';
import './CheckView.css';

/** How far the check of the one picture has come. `refused`: the address is none that can be checked; `stored` has the picture. */
export type CheckState =
  | { status: 'refused' }
  | { status: 'checking' }
  | { status: 'judged'; judgement: PageJudgement; stored: Judgement | undefined }
  | { status: 'failed'; code: FailureCode };

export interface CheckViewProps {
  /** The picture's address in short, as its name. */
  label: string;
  check: CheckState;
  sensitivity: Sensitivity;
  engine: ModelInUse | undefined;
  onRetry: () => void;
}

/** One picture on a page of ours, for pages where no script may run. */
export function CheckView({ label, check, sensitivity, engine, onRetry }: CheckViewProps) {
  return (
    <div class="check-view">
      <BrandHeader />
      <main class="check-view__main" aria-busy={check.status === 'checking'}>
        <Check label={label} check={check} sensitivity={sensitivity} engine={engine} />
        {check.status === 'failed' && (
          <button type="button" class="check-view__retry" onClick={onRetry}>
            {translate('check_retry')}
          </button>
        )}
      </main>
      <EngineFooter engine={engine} />
    </div>
  );
}

function Check({ label, check, sensitivity, engine }: Omit<CheckViewProps, 'onRetry'>) {
  if (check.status === 'refused') {
    return <p role="alert">{translate('check_refused')}</p>;
  }
  if (check.status === 'checking') {
    return (
      <div class="check-view__progress" role="status">
        <MarkLabel mark="checking" large />
        <p>{label}</p>
        <p>{translate(engine?.status === 'loading' ? 'check_loading' : 'check_reading')}</p>
      </div>
    );
  }
  if (check.status === 'failed') {
    return (
      <PictureDetail label={label} state={check} judgement={undefined} sensitivity={sensitivity} />
    );
  }
  const { judgement, stored } = check;
  return (
    <PictureDetail
      label={label}
      state={{ status: 'judged', ...judgement }}
      judgement={stored}
      sensitivity={sensitivity}
    />
  );
}
