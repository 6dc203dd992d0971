import { translate } from '../lib/language/translate';
import { Button } from './Button';
import './WithheldNotice.css';

interface WithheldNoticeProps {
  /** From what the browser keeps us: this page, the servers of its pictures, or all that a person has not clicked for. */
  kind: 'page' | 'pictures' | 'everywhere';
  onRequest: () => void;
}

/** Says what the browser withholds, why it is needed, and lets the browser ask for it. */
export function WithheldNotice({ kind, onRequest }: WithheldNoticeProps) {
  return (
    <div class="withheld-notice">
      <p class="withheld-notice__text">{translate(`access_${kind}`)}</p>
      <p class="withheld-notice__why">{translate('access_why')}</p>
      <Button kind="primary" onClick={onRequest}>
        {translate('access_request')}
      </Button>
    </div>
  );
}
