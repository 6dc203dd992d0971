import './fixtures/extension-language';
import './tokens.css';
import { render } from 'preact';
import { page } from 'vitest/browser';
import { afterEach, expect, it, vi } from 'vitest';
import { type CheckState, CheckView } from './CheckView';
import { careful, judgementOf, starter } from './fixtures/judgements';
import { createPicture } from './fixtures/pixels';

const onRetry = vi.fn();

function show(check: CheckState, status: 'loading' | 'idle' = 'idle') {
  const engine = { model: starter, status, refused: [] };
  const props = { label: 'fox.jpg (cdn.test)', sensitivity: 'cautious', engine, onRetry } as const;
  render(<CheckView {...props} check={check} />, document.body);
}

afterEach(() => {
  render(null, document.body);
});

it('tells what it waits for', async () => {
  show({ status: 'checking' }, 'loading');
  await expect.element(page.getByRole('status')).toHaveTextContent('Loading the model');
  show({ status: 'checking' });
  await expect.element(page.getByRole('status')).toHaveTextContent('Getting the picture');
});

it('tells why a picture could not be checked, and offers another try', async () => {
  show({ status: 'failed', code: 'notFound' });
  await expect.element(page.getByText('Could not check')).toBeVisible();
  await expect.element(page.getByText('The picture is no longer on its server.')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  expect(onRetry).toHaveBeenCalledOnce();
});

it('offers no other try where there is nothing to check', async () => {
  show({ status: 'refused' });
  await expect.element(page.getByRole('alert')).toHaveTextContent('There is no picture to check');
  expect(page.getByRole('button').elements()).toEqual([]);
});

it.each([
  [1200, 'beside'],
  [400, 'above'],
] as const)('puts the picture of a page %d px wide %s its reading', async (width, place) => {
  await page.viewport(width, 800);
  const preview = await createPicture(640, 360);
  const judgement = judgementOf({ contentHash: 'h', score: 0.871, preview });
  show({ status: 'judged', judgement, stored: judgement });
  await expect.element(page.getByText('0.871')).toBeVisible();
  await expect.element(page.getByRole('img', { name: 'fox.jpg (cdn.test)' })).toBeVisible();
  const figure = document.querySelector('figure')?.getBoundingClientRect();
  const scale = page.getByRole('img', { name: /^Score 0.871/ }).element();
  const isBeside = Number(figure?.right) <= scale.getBoundingClientRect().left;
  expect(isBeside).toBe(place === 'beside');
});

it('says of a picture that is too small to judge why its score does not count', async () => {
  const preview = await createPicture(96, 96);
  const stored = judgementOf({ contentHash: 'h', score: 0.871, preview });
  const picture = { ...stored.picture, width: 96, height: 96, sizeInBytes: 2_000 };
  show({ status: 'judged', judgement: { ...stored, picture, model: careful }, stored });
  await expect.element(page.getByText('Too small to judge')).toBeVisible();
  await expect.element(page.getByText(/its score says nothing here/)).toBeVisible();
  await expect.element(page.getByText('0.871')).toBeVisible();
});
