import '../../components/tokens.css';
import { render } from 'preact';
import { HealthPage } from '../../components/health/HealthPage';
import { markLanguage } from '../../lib/language/mark-language';
import { translate } from '../../lib/language/translate';
import { startHealth } from '../../lib/controllers/health/controller';

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { once: true });
markLanguage(document.documentElement);
document.title = translate('health_title');

startHealth({
  onChange: (state, actions) =>
    render(<HealthPage state={state} actions={actions} />, document.body),
  signal: closing.signal,
});
