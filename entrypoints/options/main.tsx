import '../../components/tokens.css';
import { render } from 'preact';
import { OptionsPage } from '../../components/options/OptionsPage';
import { saveFile } from '../../components/save-file';
import { markLanguage } from '../../lib/language/mark-language';
import { translate } from '../../lib/language/translate';
import { startOptions } from '../../lib/controllers/options/controller';

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { once: true });
markLanguage(document.documentElement);
document.title = translate('options_title');

startOptions({
  onChange: (state, actions) =>
    render(<OptionsPage state={state} actions={actions} />, document.body),
  save: saveFile,
  signal: closing.signal,
});
