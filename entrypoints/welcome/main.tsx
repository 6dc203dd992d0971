import '../../components/tokens.css';
import { render } from 'preact';
import { WelcomePage } from '../../components/welcome/WelcomePage';
import { markLanguage } from '../../lib/language/mark-language';
import { translate } from '../../lib/language/translate';
import { startWelcome } from '../../lib/controllers/welcome/controller';

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { once: true });
markLanguage(document.documentElement);
document.title = translate('welcome_title');

startWelcome({
  onChange: (state, actions) =>
    render(<WelcomePage state={state} actions={actions} />, document.body),
  signal: closing.signal,
});
