import '../../components/tokens.css';
import { render } from 'preact';
import { Popup } from '../../components/popup/Popup';
import { browser } from '../../lib/browser';
import { markLanguage } from '../../lib/language/mark-language';
import { startPopup } from '../../lib/controllers/popup/controller';

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { once: true });
markLanguage(document.documentElement);

await startPopup({
  tabId: await findTabId(),
  onChange: (state, actions) => render(<Popup state={state} actions={actions} />, document.body),
  signal: closing.signal,
});

/** The tab in front, or the one that the address names (`?tab=7`) where the popup is opened as a page. */
async function findTabId(): Promise<number | undefined> {
  const named = new URLSearchParams(location.search).get('tab');
  if (named !== null) return Number(named);
  const [active] = await browser.tabs.query({ active: true, currentWindow: true });
  return active?.id;
}
