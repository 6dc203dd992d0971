import { afterEach, beforeEach, expect, it } from 'vitest';
import { Stages } from './stage';

beforeEach(() => {
  document.body.innerHTML = ['lower', 'upper']
    .map((id) => `<dialog id="${id}"><img alt="${id}"></dialog>`)
    .join('');
});

afterEach(() => {
  document.body.replaceChildren();
});

const dialog = (id: string) => document.querySelector<HTMLDialogElement>(`#${id}`);
const pictures = (...ids: string[]) => ids.flatMap((id) => dialog(id)?.querySelector('img') ?? []);

it('is the dialog that came up last and shows pictures', () => {
  const stages = new Stages();
  dialog('lower')?.showModal();
  expect(stages.find(pictures('lower', 'upper'))).toBe(dialog('lower'));
  dialog('upper')?.showModal();
  expect(stages.find(pictures('lower', 'upper'))).toBe(dialog('upper'));
  dialog('upper')?.close();
  expect(stages.find(pictures('lower', 'upper'))).toBe(dialog('lower'));
});

it('stays the upper dialog while pictures of the lower one change', () => {
  const stages = new Stages();
  dialog('lower')?.showModal();
  stages.find(pictures('lower'));
  dialog('upper')?.showModal();
  stages.find(pictures('lower', 'upper'));
  expect(stages.find(pictures('upper'))).toBe(dialog('upper'));
  expect(stages.find(pictures('lower', 'upper'))).toBe(dialog('upper'));
});

it('is none where no picture lies in the top layer', () => {
  dialog('lower')?.show();
  expect(new Stages().find(pictures('lower', 'upper'))).toBeUndefined();
});
