import '../fixtures/extension-language';
import '../tokens.css';
import { render } from 'preact';
import { page, userEvent } from 'vitest/browser';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ShortcutSection } from './ShortcutSection';
import type { RuleProblem, SitesActions, SitesState } from '../site';
import { SitesSection } from './SitesSection';

const state: SitesState = {
  elsewhere: 'never',
  rules: [
    { pattern: '*.example.com', mode: 'automatic' },
    { pattern: 'example.com/art/*', mode: 'never' },
  ],
  change: undefined,
  fileProblem: undefined,
  isSynced: false,
  syncProblem: null,
};

const actions = {
  chooseElsewhere: vi.fn(),
  addRule: vi.fn<SitesActions['addRule']>(),
  changeRule: vi.fn(),
  removeRule: vi.fn(),
  undoRules: vi.fn(),
  exportRules: vi.fn(),
  importRules: vi.fn(),
  syncRules: vi.fn(),
  requestAccess: vi.fn(),
};

function show(part: Partial<SitesState> = {}, { isWithheld = false } = {}) {
  const sites = { ...state, ...part };
  render(<SitesSection sites={sites} isWithheld={isWithheld} actions={actions} />, document.body);
}

const row = (name: string) => page.getByRole('listitem', { name });
const button = (name: string) => page.getByRole('button', { name });
const field = () => page.getByRole('textbox', { name: 'Add a site' });

beforeEach(async () => {
  vi.resetAllMocks();
  await page.viewport(1100, 900);
});

afterEach(() => {
  render(null, document.body);
});

it('changes the mode of a rule in its row', async () => {
  show();
  const mode = row('example.com/art/*').getByRole('combobox');
  await expect.element(mode).toHaveValue('never');
  await expect.element(mode).toHaveAccessibleName('When to check on example.com/art/*');
  await userEvent.selectOptions(mode, 'On click');
  expect(actions.changeRule).toHaveBeenCalledExactlyOnceWith({
    pattern: 'example.com/art/*',
    mode: 'click',
  });
});

it('removes a rule, says so and offers it back', async () => {
  show();
  await row('*.example.com').getByRole('button', { name: 'Remove' }).click();
  expect(actions.removeRule).toHaveBeenCalledExactlyOnceWith('*.example.com');
  show({
    rules: state.rules.slice(1),
    change: { kind: 'removed', pattern: '*.example.com' },
  });
  await expect.element(page.getByRole('status').first()).toHaveTextContent('Removed *.example.com');
  await button('Undo').click();
  expect(actions.undoRules).toHaveBeenCalledOnce();
});

it('leads the keyboard to the way back when the last rule goes, and keeps it when that is taken', async () => {
  const rules = state.rules.slice(1);
  show({ rules });
  document.querySelector<HTMLElement>('li .button')?.focus();
  show({ rules: [], change: { kind: 'removed', pattern: 'example.com/art/*' } });
  await userEvent.tab();
  await expect.element(button('Undo')).toHaveFocus();
  show({ rules });
  await expect.element(page.getByRole('group', { name: 'Rules for sites' })).toHaveFocus();
});

it('adds a rule by keyboard, with the mode that was chosen', async () => {
  show();
  await userEvent.selectOptions(
    page.getByRole('combobox', { name: 'When to check there' }),
    'On hover',
  );
  await field().fill('news.test');
  await userEvent.keyboard('{Enter}');
  expect(actions.addRule).toHaveBeenCalledExactlyOnceWith('news.test', 'hover');
  await expect.element(field()).toHaveValue('');
});

it.each([
  ['empty', 'Type a site'],
  ['everything', 'choose “Everywhere” above'],
  ['foreign', 'Candid works on web pages'],
  ['query', 'Leave out “?” or “#”'],
  ['wildcard', 'A star goes first'],
  ['incomplete', 'Write the whole name'],
  ['malformed', 'This is no address of a site'],
  ['known', 'It has a rule already'],
] as [RuleProblem, string][])('says in words what is wrong: %s', async (problem, text) => {
  actions.addRule.mockReturnValue(problem);
  show();
  await field().fill('x');
  await button('Add').click();
  await expect.element(field()).toHaveAccessibleDescription(new RegExp(text.replace('?', '\\?')));
  await expect.element(field()).toHaveFocus();
  await expect.element(field()).toHaveValue('x');
});

it('chooses between some sites and everywhere, and what is done elsewhere', async () => {
  show();
  await page.getByText('Everywhere', { exact: true }).click();
  expect(actions.chooseElsewhere).toHaveBeenLastCalledWith('automatic');
  show({ elsewhere: 'automatic' });
  await page.getByText('Offers a small').click();
  expect(actions.chooseElsewhere).toHaveBeenLastCalledWith('click');
  await page.getByText('Only on these sites').click();
  expect(actions.chooseElsewhere).toHaveBeenLastCalledWith('never');
});

it('hands a chosen file on, and says why it could not be taken', async () => {
  show();
  const file = new File(['{}'], 'rules.json', { type: 'application/json' });
  await userEvent.upload(page.getByLabelText('Import'), file);
  expect(actions.importRules).toHaveBeenCalledOnce();
  show({ fileProblem: { code: 'wrongRule', subject: 'exam*.com' } });
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('Nothing imported: “exam*.com” names no site.');
});

it('says why the rules stay here although they should go to other browsers', async () => {
  show({ isSynced: true, syncProblem: 'tooLarge' });
  await expect.element(page.getByText(/more rules than a browser account takes/)).toBeVisible();
  await page.getByRole('switch', { name: 'The same rules' }).click();
  expect(actions.syncRules).toHaveBeenCalledExactlyOnceWith(false);
});

it('says what the browser withholds, and asks for it', async () => {
  show({}, { isWithheld: true });
  await expect.element(page.getByText(/^Your browser lets Candid on a page only/)).toBeVisible();
  await button('Allow on all sites').click();
  expect(actions.requestAccess).toHaveBeenCalledOnce();
});

it.each([
  ['never', 'No sites yet.'],
  ['hover', 'No exceptions yet.'],
] as const)('says what it means that no rule is left, elsewhere %s', async (elsewhere, text) => {
  show({ elsewhere, rules: [] });
  await expect.element(page.getByText(text)).toBeVisible();
});

it('fits a narrow window', async () => {
  await page.viewport(360, 800);
  const pattern = `${'a-long-name.'.repeat(6)}example.com/gallery/*`;
  show({ elsewhere: 'automatic', rules: [...state.rules, { pattern, mode: 'click' }] });
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
});

it('shows the keys and leads to where they are changed', async () => {
  const onChange = vi.fn();
  const shortcuts = [
    { name: 'check-page', description: 'Check the pictures of this page now', keys: 'Alt+C' },
    { name: 'toggle-site', description: 'Switch Candid on or off for this site', keys: '' },
  ];
  render(<ShortcutSection shortcuts={shortcuts} onChange={onChange} />, document.body);
  await expect.element(page.getByText('Alt+C')).toBeVisible();
  await expect.element(page.getByText('No keys yet')).toBeVisible();
  await button('Change them in the browser').click();
  expect(onChange).toHaveBeenCalledOnce();
});
