import '../../components/tokens.css';
import { render } from 'preact';
import { OptionsPage } from '../../components/OptionsPage';
import { browser } from '../../lib/browser';
import { translate } from '../../lib/language/translate';
import { startOptions } from './controller';

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { once: true });
document.documentElement.lang = browser.i18n.getUILanguage();
document.title = translate('options_title');

startOptions({
  onChange: (state, actions) =>
    render(<OptionsPage state={state} actions={actions} />, document.body),
  save,
  signal: closing.signal,
});

function save(file: File): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(link.href);
}
