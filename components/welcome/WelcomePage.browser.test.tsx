import '../fixtures/extension-language';
import '../tokens.css';
import { render } from 'preact';
import { page, userEvent } from 'vitest/browser';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listedFull, listedStarter } from '../fixtures/models';
import { WelcomePage, type WelcomeActions, type WelcomeState } from './WelcomePage';

const full = listedFull({ status: 'absent', receivedBytes: 0 });

const actions = {
  getModel: vi.fn(),
  pauseModel: vi.fn(),
  useModel: vi.fn(),
  goBack: vi.fn(),
  removeModel: vi.fn(),
  workAt: vi.fn(),
  requestAccess: vi.fn(),
} satisfies WelcomeActions;

function show(part: Partial<WelcomeState> = {}) {
  const state: WelcomeState = {
    workplace: 'feeds',
    models: [listedStarter, full],
    attempts: new Map(),
    isWithheld: false,
    ...part,
  };
  render(<WelcomePage state={state} actions={actions} />, document.body);
}

const place = (name: string) => page.getByRole('radio', { name });

beforeEach(async () => {
  vi.clearAllMocks();
  await page.viewport(1100, 900);
});

afterEach(() => {
  render(null, document.body);
});

it('says what Candid does, what it cannot do, and what leaves the computer', async () => {
  show();
  const main = page.getByRole('main');
  await expect.element(main).toHaveTextContent(/puts a small mark on each/);
  await expect.element(main).toHaveTextContent(/It can be wrong in both directions/);
  await expect.element(main).toHaveTextContent(/nothing that you see ever leaves it/);
  await expect.element(main).toHaveTextContent(/asks the server that the picture is on.* nobody/);
});

it('asks where to work, by keyboard too', async () => {
  show();
  await expect.element(place('On the big feeds')).toBeChecked();
  (place('On the big feeds').element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}');
  expect(actions.workAt).toHaveBeenLastCalledWith('everywhere');
  await page.getByText('Only when I ask', { exact: true }).click();
  expect(actions.workAt).toHaveBeenLastCalledWith('asked');
});

it('says so where the person has made other rules', async () => {
  show({ workplace: 'own' });
  await expect.element(page.getByText(/You have made rules of your own/)).toBeVisible();
  for (const radio of page.getByRole('radio').elements()) expect(radio).not.toBeChecked();
});

it('offers the full model with its size, and no other', async () => {
  show();
  await page.getByRole('button', { name: 'Get (87 MB)' }).click();
  expect(actions.getModel).toHaveBeenCalledExactlyOnceWith(full.model);
  expect(page.getByText('Candid starter').elements()).toEqual([]);
});

it('offers no model where the package brings the full one along', async () => {
  show({ models: [listedFull({ status: 'embedded' })] });
  await expect.element(place('Everywhere')).toBeVisible();
  expect(page.getByRole('region', { name: 'A better judge' }).elements()).toEqual([]);
});

it('asks for what the browser withholds', async () => {
  show({ isWithheld: true });
  await page.getByRole('button', { name: 'Allow on all sites' }).click();
  expect(actions.requestAccess).toHaveBeenCalledOnce();
});

it.each([1100, 400, 320])('fits a page %d px wide', async (width) => {
  await page.viewport(width, 900);
  show({ workplace: 'own', isWithheld: true });
  await expect.element(place('Everywhere')).toBeInTheDocument();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
});
