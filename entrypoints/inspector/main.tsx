import '../../components/tokens.css';
import { render } from 'preact';
import { InspectorPage } from '../../components/inspector/InspectorPage';
import { markLanguage } from '../../lib/language/mark-language';
import { translate } from '../../lib/language/translate';
import { startInspector } from '../../lib/controllers/inspector/controller';

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { once: true });
markLanguage(document.documentElement);
document.title = translate('inspector_title');

await startInspector({
  id: new URLSearchParams(location.search).get('id') ?? '',
  onChange: (state, actions) =>
    render(<InspectorPage state={state} actions={actions} />, document.body),
  signal: closing.signal,
});
