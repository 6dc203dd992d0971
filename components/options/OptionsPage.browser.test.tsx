import '../fixtures/extension-language';
import '../tokens.css';
import { render } from 'preact';
import { page, userEvent } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { modelErrorCodes, type ModelErrorCode } from '../../lib/verdict/model-error';
import { listedFull, listedOther, listedStarter } from '../fixtures/models';
import type { ListedModel, ModelState } from '../../lib/verdict/listed-model';
import { nameOfKey, type Attempt } from './model';
import { OptionsPage, type OptionsActions, type OptionsState } from './OptionsPage';

const full = listedFull({ status: 'absent', receivedBytes: 0 });
const halfway = {
  status: 'installing',
  receivedBytes: 43_635_644,
  totalBytes: 87_271_288,
  bytesPerSecond: 2_400_000,
  secondsLeft: 18,
  isRetrying: false,
} as const;

const actions = {
  getModel: vi.fn(),
  pauseModel: vi.fn(),
  useModel: vi.fn(),
  goBack: vi.fn(),
  removeModel: vi.fn(),
  importModel: vi.fn(),
  addHubModel: vi.fn(),
  requestAccess: vi.fn(),
  changeShortcuts: vi.fn(),
  keepToOwnBytes: vi.fn(),
  putBadges: vi.fn(),
  sizeBadges: vi.fn(),
  chooseBadgeFilter: vi.fn(),
  chooseSensitivity: vi.fn(),
  keepFor: vi.fn(),
  deleteAll: vi.fn(),
  chooseElsewhere: vi.fn(),
  addRule: vi.fn<OptionsActions['addRule']>(),
  changeRule: vi.fn(),
  removeRule: vi.fn(),
  undoRules: vi.fn(),
  exportRules: vi.fn(),
  importRules: vi.fn(),
  syncRules: vi.fn(),
} satisfies OptionsActions;

function show(models: ListedModel[] | undefined, part: Partial<OptionsState> = {}) {
  const state: OptionsState = {
    models,
    attempts: new Map(),
    importing: { status: 'idle' },
    addingFromHub: { status: 'idle' },
    sites: undefined,
    isWithheld: false,
    shortcuts: [],
    isOwnBytesOnly: false,
    badgeCorner: 'topLeft',
    badgeSize: 'medium',
    badgeFilter: 'all',
    sensitivity: 'cautious',
    data: undefined,
    ...part,
  };
  render(<OptionsPage state={state} actions={actions} />, document.body);
}

function failed(code: ModelErrorCode, retryAfterSeconds?: number): ModelState {
  return { status: 'failed', code, retryAfterSeconds, receivedBytes: 0 };
}

const attemptAt = (listed: ListedModel, attempt: Attempt) =>
  new Map([[nameOfKey(listed.model), attempt]]);
const row = (name: string | RegExp) => page.getByRole('listitem', { name });
const button = (name: string | RegExp) => page.getByRole('button', { name });
const announced = () => document.querySelector('.options-section__content > [role=status]');

beforeEach(async () => {
  vi.clearAllMocks();
  await page.viewport(1100, 900);
});

afterEach(() => {
  render(null, document.body);
});

describe('a model', () => {
  it('is told by what it is, its size, licence, revision and origin', async () => {
    show([listedStarter, full]);
    await expect
      .element(row('Candid starter'))
      .toHaveTextContent(/In use.*Comes with Candid.*5.7 MB.*Licence MIT.*Revision v0/);
    await expect
      .element(row(/^Community/))
      .toHaveTextContent(
        /Full model.*87 MB.*Licence MIT.*Revision ac6ee45.*huggingface.co\/buildborderless/,
      );
  });

  it('is marked when nobody has verified it', async () => {
    show([listedOther({ status: 'installed' })]);
    await expect.element(row('My own model')).toHaveTextContent(/Unverified.*Licence unknown/);
    await expect.element(page.getByText(/“unverified”: nobody has checked/)).toBeVisible();
  });

  it('is got by one click', async () => {
    show([listedStarter, full]);
    await button('Get (87 MB)').click();
    expect(actions.getModel).toHaveBeenCalledExactlyOnceWith(full.model);
  });

  it('shows while it comes how much is here, how fast, and how long it takes', async () => {
    show([listedFull(halfway)]);
    const bar = page.getByRole('progressbar', { name: /^Getting Community Forensics/ });
    await expect.element(bar).toHaveAttribute('aria-valuenow', '50');
    await expect
      .element(bar)
      .toHaveAttribute('aria-valuetext', '50%, 44 MB of 87 MB · 2.4 MB/s · 18 seconds left');
    await expect
      .element(page.getByText('44 MB of 87 MB · 2.4 MB/s · 18 seconds left'))
      .toBeVisible();
    await button('Pause').click();
    expect(actions.pauseModel).toHaveBeenCalledExactlyOnceWith(full.model);
  });

  it('says that it tries again when the connection is lost, and no speed that is none', async () => {
    show([listedFull(halfway)]);
    await expect.poll(() => announced()?.textContent).toBe('');
    show([listedFull({ ...halfway, isRetrying: true })]);
    const text = '44 MB of 87 MB · Nothing is coming through. Trying again…';
    await expect.element(page.getByText(text)).toBeVisible();
    await expect
      .poll(() => announced()?.textContent)
      .toBe('Community Forensics ViT-S/16-384: Nothing is coming through. Trying again…');
    await expect.element(button('Pause')).toBeVisible();
    show([listedFull(halfway)]);
    await expect.element(page.getByText(/2\.4 MB\/s · 18 seconds left/)).toBeVisible();
  });

  it('keeps what has arrived, to resume or to discard', async () => {
    show([listedFull({ status: 'absent', receivedBytes: 43_635_644 })]);
    await expect.element(page.getByText('44 MB of 87 MB here and kept')).toBeVisible();
    await button('Resume').click();
    expect(actions.getModel).toHaveBeenCalledOnce();
    await button('Discard').click();
    await expect.element(page.getByText('Throw away what has arrived?')).toBeVisible();
    await button('Discard').click();
    expect(actions.removeModel).toHaveBeenCalledExactlyOnceWith(full.model);
  });

  it('is put to use, tested first', async () => {
    const installed = listedFull({ status: 'installed' });
    show([listedStarter, installed]);
    await button('Use').click();
    expect(actions.useModel).toHaveBeenCalledExactlyOnceWith(installed.model);
    show([listedStarter, installed], { attempts: attemptAt(installed, { status: 'testing' }) });
    await expect.element(row(/^Community/)).toHaveTextContent('Testing it on a picture');
    await button('Use').click({ force: true });
    expect(actions.useModel).toHaveBeenCalledOnce();
  });

  it('says that the one before stays when it did not pass its self-test', async () => {
    const installed = listedFull({ status: 'installed' });
    const failed = { status: 'failed', code: 'failedSelfTest' } as const;
    show([listedStarter, installed], { attempts: attemptAt(installed, failed) });
    await expect
      .element(row(/^Community/))
      .toHaveTextContent('did not pass its self-test. The one before it stays in use.');
  });

  it('leads back to the one before', async () => {
    const starter = { ...listedStarter, isActive: false, isPrevious: true };
    show([starter, listedFull({ status: 'installed' }, { isActive: true })]);
    await button('Go back to Candid starter').click();
    expect(actions.goBack).toHaveBeenCalledOnce();
  });

  it('is removed once the person has said so twice', async () => {
    const installed = listedFull({ status: 'installed' });
    show([listedStarter, installed]);
    await button('Remove').click();
    await expect.element(button('Keep it')).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.element(button('Remove')).toHaveFocus();
    expect(actions.removeModel).not.toHaveBeenCalled();
    await userEvent.keyboard('{Enter}');
    await button('Remove').click();
    expect(actions.removeModel).toHaveBeenCalledExactlyOnceWith(installed.model);
  });

  it('that is in use or part of the package cannot be removed', () => {
    show([listedStarter, listedFull({ status: 'installed' }, { isActive: true })]);
    expect(button('Remove').elements()).toEqual([]);
  });

  it('of a newer revision is offered, and says that nothing changes by itself', async () => {
    show([listedStarter, listedFull({ status: 'absent', receivedBytes: 0 }, { isUpdate: true })]);
    await expect
      .element(row(/^Community/))
      .toHaveTextContent(/Newer revision.*stays until you choose this one/);
    await expect.element(button('Get (87 MB)')).toBeVisible();
  });

  it('keeps the focus in its row when the button that had it goes', async () => {
    show([listedStarter, listedFull({ status: 'absent', receivedBytes: 9_000_000 })]);
    await button('Discard').click();
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}{Enter}');
    show([listedStarter, full]);
    await expect.element(button('Get (87 MB)')).toHaveFocus();
  });
});

describe('what went wrong', () => {
  it.each(modelErrorCodes)('is told in words for %s', (code) => {
    show([listedFull(failed(code))]);
    const text = document.querySelector('.model-problem')?.textContent ?? '';
    expect(text).toMatch(/^[A-Z].{20,}\.$/);
  });

  it('tells how long a busy server asked to wait, and when the wait is over', async () => {
    show([listedFull(failed('rateLimited', 2))]);
    await expect
      .element(row(/^Community/))
      .toHaveTextContent('wait 2 seconds before you try again');
    await expect.element(row(/^Community/)).toHaveTextContent('You can try again now.');
    await button('Try again').click();
    expect(actions.getModel).toHaveBeenCalledOnce();
  });

  it('tells how much space to free', async () => {
    show([listedFull(failed('noSpace'))]);
    await expect.element(row(/^Community/)).toHaveTextContent('Free at least 87 MB and try again.');
  });
});

describe('those who listen', () => {
  it('hear of every change of state once, and of no byte', async () => {
    show([listedStarter, full]);
    await expect.poll(() => announced()?.textContent).toBe('');
    show([listedStarter, listedFull(halfway)]);
    await expect
      .poll(() => announced()?.textContent)
      .toBe('Community Forensics ViT-S/16-384: Download started');
    const heard = vi.fn();
    new MutationObserver(heard).observe(announced() as Node, {
      subtree: true,
      characterData: true,
    });
    show([listedStarter, listedFull({ ...halfway, receivedBytes: 60_000_000 })]);
    show([listedStarter, listedFull({ status: 'absent', receivedBytes: 60_000_000 })]);
    await expect
      .poll(() => announced()?.textContent)
      .toBe('Community Forensics ViT-S/16-384: Paused');
    expect(heard).toHaveBeenCalledOnce();
  });

  it('hear a name for everything that takes the focus', () => {
    show([listedStarter, listedFull({ status: 'installed' })]);
    const controls = [...document.querySelectorAll('button, input')];
    expect(controls.length).toBeGreaterThan(5);
    for (const control of controls) expect(control).toHaveAccessibleName();
  });
});

describe('a model of the hub', () => {
  it('is added by its name or address', async () => {
    show([listedStarter]);
    await page.getByLabelText('Repository').fill('https://huggingface.co/google/vit-base');
    await page.getByLabelText('Revision').fill('v2');
    await button('Get it').click();
    expect(actions.addHubModel).toHaveBeenCalledExactlyOnceWith({
      repository: 'google/vit-base',
      revision: 'v2',
    });
  });

  it('is asked for again where the name is none', async () => {
    show([listedStarter]);
    await page.getByLabelText('Repository').fill('vit-base');
    await userEvent.keyboard('{Enter}');
    await expect
      .element(page.getByLabelText('Repository'))
      .toHaveAccessibleDescription('Write it as owner/name, for example google/vit-base.');
    await expect.element(page.getByLabelText('Repository')).toHaveFocus();
    expect(actions.addHubModel).not.toHaveBeenCalled();
  });

  it('that cannot be had says why', async () => {
    show([listedStarter], { addingFromHub: { status: 'failed', code: 'notFound' } });
    await expect.element(page.getByRole('alert')).toHaveTextContent('It may have been moved');
  });
});

describe('a model of the disk', () => {
  const config = new File(['{}'], 'config.json');
  const weights = new File(['weights'], 'model.safetensors');
  const picker = () => page.getByLabelText(/^Choose files/);
  const name = () => page.getByLabelText('What to call it');

  it('is added from picked files', async () => {
    show([listedStarter]);
    await picker().upload([config, weights]);
    await name().fill('Mine');
    await button('Add it').click();
    expect(actions.importModel).toHaveBeenCalledOnce();
    expect(actions.importModel.mock.lastCall?.[0]).toMatchObject({
      name: 'Mine',
      config: { name: 'config.json' },
      weights: { name: 'model.safetensors' },
    });
  });

  it('is added from dropped files', async () => {
    show([listedStarter]);
    const dropped = new DataTransfer();
    for (const file of [config, weights]) dropped.items.add(file);
    const drop = new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true });
    picker().element().dispatchEvent(drop);
    expect(drop.defaultPrevented).toBe(true);
    await name().fill('Mine');
    await button('Add it').click();
    expect(actions.importModel).toHaveBeenCalledOnce();
  });

  it('says what is missing, and what does not belong to a model', async () => {
    show([listedStarter]);
    await picker().upload([config, new File([''], 'pytorch_model.bin')]);
    await expect
      .element(page.getByText('Not part of a model that Candid can read: pytorch_model.bin'))
      .toBeVisible();
    await button('Add it').click();
    await expect.element(page.getByText('Choose these as well: model.safetensors')).toBeVisible();
    await expect.element(page.getByText('Give it a name.')).toBeVisible();
    expect(actions.importModel).not.toHaveBeenCalled();
  });

  it('is forgotten by the form once it is in the list', async () => {
    show([listedStarter]);
    await picker().upload([config, weights]);
    await name().fill('Mine');
    show([listedStarter], { importing: { status: 'done', name: 'Mine' } });
    await expect.element(page.getByText('Added: Mine. It is in the list above.')).toBeVisible();
    await expect.element(name()).toHaveValue('');
  });
});

describe('what is kept', () => {
  const kept = {
    pictures: 1_204,
    cache: { judgements: 830, sizeInBytes: 41_000_000, usedBytes: 130_000_000, quotaBytes: 2e10 },
  };
  const data = { keepDays: 90, isPrivate: false, kept, news: '' } as const;
  const section = () => page.getByRole('region', { name: 'Data' });

  it('is told by how much it is', async () => {
    show([listedStarter], { data });
    await expect
      .element(section())
      .toHaveTextContent(/Pictures in the history1,204.*830.*41 MB.*130 MB of the 20 GB/);
  });

  it('is kept for longer at once, and for less once the person has said so twice', async () => {
    show([listedStarter], { data });
    await page.getByText('A year').click();
    expect(actions.keepFor).toHaveBeenLastCalledWith(365);
    await page.getByText('7 days').click();
    expect(actions.keepFor).toHaveBeenCalledOnce();
    await button('Delete it').click();
    expect(actions.keepFor).toHaveBeenLastCalledWith(7);
  });

  it('is deleted once the person has said so twice', async () => {
    show([listedStarter], { data });
    await button('Delete everything').click();
    expect(actions.deleteAll).not.toHaveBeenCalled();
    await button('Delete everything').click();
    expect(actions.deleteAll).toHaveBeenCalledOnce();
  });

  it('is nothing in a private window', async () => {
    show([listedStarter], { data: { ...data, isPrivate: true, kept: undefined } });
    await expect.element(section()).toHaveTextContent('Candid writes nothing down here.');
    expect(button('Delete everything').elements()).toEqual([]);
  });
});

it('tells what either sensitivity costs with the model in use', async () => {
  show([listedStarter, full]);
  const section = page.getByRole('region', { name: 'False alarms' });
  await expect.element(section).toHaveTextContent(/Calls .+% of real pictures fake, catches .+%/);
  await section.getByText('Alert').click();
  expect(actions.chooseSensitivity).toHaveBeenCalledExactlyOnceWith('alert');
});

it.each([1100, 400, 320])('fits a page %d px wide', async (width) => {
  await page.viewport(width, 900);
  show([listedStarter, listedFull(halfway), listedOther({ status: 'installed' })]);
  await expect.element(row('My own model')).toBeInTheDocument();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
});
