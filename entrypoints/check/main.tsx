import '../../components/tokens.css';
import { render } from 'preact';
import { CheckPage } from '../../components/check/CheckPage';
import { saveFile } from '../../components/save-file';
import { markLanguage } from '../../lib/language/mark-language';
import { translate } from '../../lib/language/translate';
import { startCheck } from '../../lib/controllers/check/controller';

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { once: true });
markLanguage(document.documentElement);
document.title = translate('check_title');

await startCheck({
  src: new URLSearchParams(location.search).get('src'),
  onChange: (state, actions) =>
    render(<CheckPage state={state} actions={actions} />, document.body),
  save: saveFile,
  signal: closing.signal,
});
