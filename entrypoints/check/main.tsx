import '../../components/tokens.css';
import { render } from 'preact';
import { CheckView } from '../../components/CheckView';
import { browser } from '../../lib/browser';
import { translate } from '../../lib/language/translate';
import { startCheck } from './controller';

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { once: true });
document.documentElement.lang = browser.i18n.getUILanguage();
document.title = translate('check_title');

await startCheck({
  src: new URLSearchParams(location.search).get('src') ?? '',
  onChange: (view) => render(<CheckView {...view} />, document.body),
  signal: closing.signal,
});
