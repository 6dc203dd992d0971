import '../../components/tokens.css';
import { render } from 'preact';
import { HistoryPage } from '../../components/history/HistoryPage';
import { saveFile } from '../../components/save-file';
import { markLanguage } from '../../lib/language/mark-language';
import { translate } from '../../lib/language/translate';
import { startHistory } from '../../lib/controllers/judged/controller';

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { once: true });
markLanguage(document.documentElement);
document.title = translate('history_title');

await startHistory({
  onChange: (state, actions) =>
    render(<HistoryPage state={state} actions={actions} />, document.body),
  save: saveFile,
  signal: closing.signal,
});
