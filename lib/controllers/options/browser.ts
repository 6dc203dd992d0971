import type { Shortcut } from '../../../components/options/ShortcutSection';
import { followWithheld, requestFullAccess } from '../../access/site-access';
import { browser } from '../../browser';
import { translate } from '../../language/translate';

/** What the browser alone decides about us. */
export interface BrowserState {
  isWithheld: boolean;
  shortcuts: Shortcut[];
}

interface BrowserOptions {
  onChange: (part: Partial<BrowserState>) => void;
  signal: AbortSignal;
}

interface BrowserActions {
  requestAccess: () => void;
  changeShortcuts: () => void;
}

/** Follows what the browser lets us do, and leads to where that is changed. */
export function startBrowser({ onChange, signal }: BrowserOptions): BrowserActions {
  const tellShortcuts = async () => onChange({ shortcuts: await listShortcuts() });
  followWithheld((isWithheld) => onChange({ isWithheld }), signal);
  // Keys are changed in another tab, and not every browser tells of it.
  const onActivated = () => void tellShortcuts();
  browser.tabs.onActivated.addListener(onActivated);
  signal.addEventListener('abort', () => browser.tabs.onActivated.removeListener(onActivated));
  void tellShortcuts();
  return {
    requestAccess: () => void requestFullAccess(),
    changeShortcuts: () => void openShortcutSettings(),
  };
}

async function listShortcuts(): Promise<Shortcut[]> {
  const commands = await browser.commands.getAll();
  return commands.map(({ name = '', description = '', shortcut = '' }) => ({
    name,
    // What opens the popup has no words of its own.
    description: description || translate('shortcut_popup'),
    keys: shortcut,
  }));
}

/** Firefox has a call for it, Chrome a page. */
async function openShortcutSettings(): Promise<void> {
  const { openShortcutSettings: open } = browser.commands as Partial<typeof browser.commands>;
  if (open) await open();
  else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}
