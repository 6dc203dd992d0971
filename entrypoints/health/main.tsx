import '../../components/tokens.css';
import { render } from 'preact';
import { HealthPage } from '../../components/health/HealthPage';
import { browser } from '../../lib/browser';
import { translate } from '../../lib/language/translate';
import { startHealth } from '../../lib/controllers/health/controller';

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { once: true });
document.documentElement.lang = browser.i18n.getUILanguage();
document.title = translate('health_title');

startHealth({
  onChange: (state, actions) =>
    render(<HealthPage state={state} actions={actions} />, document.body),
  signal: closing.signal,
});
