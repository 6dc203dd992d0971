import '../fixtures/extension-language';
import '../tokens.css';
import { render } from 'preact';
import { page, userEvent } from 'vitest/browser';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  careful,
  judged,
  judgementOf,
  pictureOf,
  starter,
  unmeasured,
} from '../fixtures/judgements';
import { createPicture } from '../fixtures/pixels';
import type { RefusedRung } from '../../lib/verdict/rungs';
import type { FindJudgement } from '../picture';
import { Popup, type PopupActions, type PopupState } from './Popup';
import type { SiteMode } from '../site';
import type { SiteState } from './SiteChoice';

const state: PopupState = {
  site: { status: 'open', site: 'feed.test', mode: 'automatic', withheld: undefined },
  badgeFilter: 'all',
  sensitivity: 'cautious',
  engine: { model: starter, status: 'ready', device: 'wasm', threads: 2, refused: [] },
  fullModelBytes: undefined,
  pictures: [
    pictureOf('new', judged('hash-new', 0.871)),
    pictureOf('middle', { status: 'failed', code: 'damaged' }),
    pictureOf('old', judged('hash-old', 0.214)),
  ],
};

function siteIn(mode: SiteMode, withheld?: 'page' | 'pictures'): SiteState {
  return { status: 'open', site: 'feed.test', mode, withheld };
}

let preview: Blob;
const actions = {
  chooseMode: vi.fn(),
  requestAccess: vi.fn(),
  openSites: vi.fn(),
  chooseBadgeFilter: vi.fn(),
  chooseSensitivity: vi.fn(),
  revealPicture: vi.fn(),
  findJudgement: vi.fn<FindJudgement>(),
  inspectPicture: vi.fn(),
  openOptions: vi.fn(),
  openPage: vi.fn(),
  tryBetterDevice: vi.fn(),
} satisfies PopupActions;

const show = (part: Partial<PopupState> = {}) =>
  render(<Popup state={{ ...state, ...part }} actions={actions} />, document.body);
const row = (name: string) => page.getByRole('button', { name });

beforeAll(async () => {
  preview = await createPicture(64, 36);
  await page.viewport(360, 600);
});

beforeEach(() => {
  vi.clearAllMocks();
  actions.findJudgement.mockImplementation((contentHash) =>
    Promise.resolve(judgementOf({ contentHash, score: 0.871, preview })),
  );
});

afterEach(() => {
  render(null, document.body);
});

describe('the list', () => {
  it('tells verdict, score and reason of every picture, those that need attention first', async () => {
    show();
    await expect.element(row('Picture new')).toHaveTextContent(/Fake\s*Score 0\.87\s*Picture new/);
    await expect.element(row('Picture middle')).toHaveTextContent('The picture file is damaged');
    await expect.element(row('Picture old')).toHaveTextContent(/Real\s*Score 0\.21/);
    const labels = page.getByRole('listitem').elements();
    expect(labels.map((item) => /Picture (new|middle|old)/.exec(item.textContent)?.[1])).toEqual([
      'new',
      'old',
      'middle',
    ]);
  });

  it('scrolls within the popup, which is never higher than browsers show', async () => {
    const pictures = Array.from({ length: 30 }, (_, at) => pictureOf(String(at), judged('a', 0.2)));
    show({ pictures });
    await expect.element(row('29')).toBeInTheDocument();
    expect(document.documentElement.scrollHeight).toBe(600);
  });

  it('rates anew when the sensitivity changes', async () => {
    const pictures = [pictureOf('new', judged('hash-new', 0.6))];
    show({ pictures });
    await expect.element(row('Picture new')).toHaveTextContent('Unsure');
    show({ pictures, sensitivity: 'alert' });
    await expect.element(row('Picture new')).toHaveTextContent('Fake');
  });

  it('shows the stored picture, and gives every blob URL back', async () => {
    const created = vi.spyOn(URL, 'createObjectURL');
    const revoked = vi.spyOn(URL, 'revokeObjectURL');
    show();
    await vi.waitFor(() => expect(document.querySelectorAll('li img')).toHaveLength(2));
    render(null, document.body);
    const urls = created.mock.results.map(({ value }) => value as string);
    expect(revoked.mock.calls.map(([url]) => url).toSorted()).toEqual(urls.toSorted());
  });

  it('asks only for pictures near the visible part of the list', async () => {
    const pictures = Array.from({ length: 60 }, (_, at) =>
      pictureOf(String(at), judged(`hash-${at}`, 0.2)),
    );
    show({ pictures });
    await vi.waitFor(() => expect(actions.findJudgement).toHaveBeenCalledWith('hash-0'));
    expect(actions.findJudgement).not.toHaveBeenCalledWith('hash-59');
  });

  it('moves through rows by arrow keys, Home and End', async () => {
    show();
    row('Picture new').element().focus();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(row('Picture old')).toHaveFocus();
    await userEvent.keyboard('{End}');
    await expect.element(row('Picture middle')).toHaveFocus();
    await userEvent.keyboard('{Home}');
    await expect.element(row('Picture new')).toHaveFocus();
  });
});

describe('one picture', () => {
  it('opens by keyboard, scrolls the page to it, and Escape leads back to its row', async () => {
    show();
    row('Picture old').element().focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(row('All pictures')).toHaveFocus();
    expect(actions.revealPicture).toHaveBeenCalledExactlyOnceWith('old');
    await userEvent.keyboard('{Escape}');
    await expect.element(row('Picture old')).toHaveFocus();
  });

  it('leaves Escape to the browser where nothing is open, so that the popup closes', async () => {
    show();
    const pressed = new Promise<KeyboardEvent>((resolve) => {
      addEventListener('keydown', resolve, { once: true });
    });
    row('Picture old').element().focus();
    await userEvent.keyboard('{Escape}');
    expect((await pressed).defaultPrevented).toBe(false);
  });

  it('tells the score to three decimals and the error rates of its verdict', async () => {
    show();
    await row('Picture new').click();
    await expect.element(page.getByText('0.871')).toBeVisible();
    const rates =
      'This mark goes to about 9 of 100 real pictures like this one, and to about 15 of 100 fakes. ' +
      'Measured on 340 pictures, November 2026.';
    await expect.element(page.getByText(rates)).toBeVisible();
    await expect.element(page.getByText('Where: a test.')).toBeVisible();
    await expect.element(page.getByText('An original')).toBeVisible();
    await expect.element(page.getByText('1,600 × 900 px, JPEG, 184 kB')).toBeVisible();
  });

  it('says of a thumbnail that it is one, and that its kind was not measured apart', async () => {
    const picture = { width: 256, height: 192, sizeInBytes: 6_000 };
    show({ pictures: [pictureOf('new', judged('hash-new', 0.871, { picture }))] });
    await row('Picture new').click();
    await expect.element(page.getByText(/^Judged from a thumbnail\./)).toBeVisible();
    await expect.element(page.getByText(/about 12 of 100 real pictures of every/)).toBeVisible();
  });

  it('that is too small to judge keeps its score and says why it does not count', async () => {
    const picture = { width: 96, height: 96, sizeInBytes: 2_000 };
    const state = judged('hash-new', 0.871, { picture, model: careful });
    show({ pictures: [pictureOf('new', state)] });
    await expect.element(row('Picture new')).toHaveTextContent(/^Too small to judgePicture new$/);
    await row('Picture new').click();
    await expect.element(page.getByText('Too small to judge')).toBeVisible();
    await expect.element(page.getByText('0.871')).toBeVisible();
    await expect
      .element(page.getByText(/short side is 96 pixels\. Below 100 pixels .* more than 45%/))
      .toBeVisible();
    await expect.element(page.getByText('Where: a test of sizes.')).toBeVisible();
  });

  it('by a model without zones is unsure, and its scale claims none', async () => {
    const empty = { atLeast: null, bound: { falsePositiveRate: 0.05 }, measured: null };
    const real = { below: null, bound: { fakeShare: 0.2 }, measured: null };
    const model = { ...starter, zones: { real, fake: { cautious: empty, alert: empty } } };
    show({ pictures: [pictureOf('new', judged('hash-new', 0.871, { model }))] });
    await row('Picture new').click();
    await expect.element(page.getByText(/it calls nothing real and nothing fake/)).toBeVisible();
    const scale = page.getByRole('img', { name: /^Score 0.871/ });
    await expect
      .element(scale)
      .toHaveAccessibleName(/Nothing is called real\. Nothing is called fake\.$/);
    expect(scale.element().textContent).toBe('Unsure');
  });

  it('covers what was scored with the heat, and nothing else', async () => {
    actions.findJudgement.mockImplementation((contentHash) =>
      Promise.resolve(judgementOf({ contentHash, score: 0.871, preview, hottest: 14 * 2 + 5 })),
    );
    show({ pictures: [pictureOf('new', judged('hash-hot', 0.871))] });
    await row('Picture new').click();
    const canvas = await vi.waitFor(() => {
      const found = document.querySelector('canvas');
      if (!found) throw new Error('Expected a heatmap');
      return found;
    });
    const pictureBox = document.querySelector('figure img')?.getBoundingClientRect();
    const heatBox = canvas.getBoundingClientRect();
    expect((heatBox.left - Number(pictureBox?.left)) / Number(pictureBox?.width)).toBeCloseTo(
      0.254,
    );
    expect(heatBox.height / Number(pictureBox?.height)).toBeCloseTo(0.875);
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, 14, 14).data;
    const warm = Array.from({ length: 196 }, (_, at) => at).filter((at) => pixels?.[at * 4 + 3]);
    expect(warm).toEqual([14 * 2 + 5]);
  });

  it('says what the heat is, and takes it away on demand', async () => {
    show();
    await row('Picture new').click();
    await expect.element(page.getByText(/not proof of anything/)).toBeVisible();
    await vi.waitFor(() => expect(document.querySelector('canvas')).toBeVisible());
    await row('Attention').click();
    await expect.element(row('Attention')).toHaveAttribute('aria-pressed', 'false');
    expect(document.querySelector('canvas')).not.toBeVisible();
  });

  it('tells what a threshold is where nobody measured what it costs', async () => {
    show({ engine: { model: unmeasured, status: 'idle', refused: [] } });
    await expect.element(page.getByText('Never measured')).toBeVisible();
    const costs = page.getByText('Calls a score of 0.5 or more fake');
    await expect.poll(() => costs.elements()).toHaveLength(2);
  });

  it('claims no heat and no error rates of a model that tells neither', async () => {
    actions.findJudgement.mockImplementation((contentHash) => {
      const judgement = judgementOf({ contentHash, score: 0.871, preview });
      return Promise.resolve({ ...judgement, model: unmeasured, heatmap: null });
    });
    const picture = { ...judged('hash-cold', 0.871), model: unmeasured };
    show({ pictures: [pictureOf('new', picture)] });
    await row('Picture new').click();
    await expect.element(page.getByText(/No heatmap from this model/)).toBeVisible();
    await expect.element(page.getByText(/Nobody has measured how often/)).toBeVisible();
    expect(page.getByText(/Measured on/).elements()).toEqual([]);
    expect(document.querySelector('canvas')).toBeNull();
    expect(row('Attention').elements()).toEqual([]);
    const isShown = () => document.querySelector('.heatmap-overlay')?.checkVisibility();
    await expect.poll(isShown).toBe(true);
  });

  it('can be looked at closer', async () => {
    show({ pictures: [pictureOf('new', judged('hash-new', 0.871))] });
    await row('Picture new').click();
    await row('Look closer').click();
    expect(actions.inspectPicture).toHaveBeenCalledExactlyOnceWith('hash-new');
  });

  it('tells the score although the stored picture is gone', async () => {
    actions.findJudgement.mockResolvedValue(undefined);
    show({ pictures: [pictureOf('new', judged('hash-gone', 0.871))] });
    await row('Picture new').click();
    await expect.element(page.getByText('0.871')).toBeVisible();
    expect(document.querySelector('figure')).toBeNull();
  });

  it('gives way to the list when the picture leaves the page', async () => {
    show();
    await row('Picture old').click();
    show({ pictures: state.pictures.slice(0, 1) });
    await expect.element(row('Picture new')).toBeVisible();
  });
});

describe('the settings', () => {
  it('choose when pictures are checked on the site that is named above, and explain it', async () => {
    show({ site: siteIn('click') });
    await expect.element(page.getByRole('heading', { name: 'feed.test' })).toBeVisible();
    await expect.element(page.getByText('Offers a small “Check” on each picture.')).toBeVisible();
    await page.getByText('On hover').click();
    expect(actions.chooseMode).toHaveBeenCalledExactlyOnceWith('feed.test', 'hover');
  });

  it('lead to the rules of all sites', async () => {
    show();
    await page.getByRole('button', { name: 'All sites' }).click();
    expect(actions.openSites).toHaveBeenCalledOnce();
  });

  it('tell what each sensitivity costs, with the figures of the model in use', async () => {
    show();
    const alert = page.getByRole('radio', { name: 'Alert' });
    await expect
      .element(alert)
      .toHaveAccessibleDescription('Calls 43% of real pictures fake, catches 58% of fakes');
    await expect.element(page.getByText('Measured on 742 pictures')).toBeVisible();
  });

  it('say of a sensitivity that calls nothing fake which bound it cannot keep', async () => {
    const cautious = { atLeast: null, bound: { falsePositiveRate: 0.05 }, measured: null };
    const zones = { ...starter.zones, fake: { ...starter.zones.fake, cautious } };
    const model = { ...starter, zones };
    show({ engine: { model, status: 'idle', refused: [] } });
    await expect
      .element(page.getByRole('radio', { name: 'Cautious' }))
      .toHaveAccessibleDescription(
        'Calls nothing fake: no score keeps false alarms at or below 5% of real pictures',
      );
  });

  it('change by arrow keys', async () => {
    show();
    page.getByRole('radio', { name: 'Cautious' }).element().focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(actions.chooseSensitivity).toHaveBeenCalledExactlyOnceWith('alert');
    page.getByRole('radio', { name: 'All' }).element().focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(actions.chooseBadgeFilter).toHaveBeenCalledExactlyOnceWith('suspicious');
  });

  it('claim no figures while the model is not known', () => {
    show({ engine: undefined });
    expect(page.getByText(/\d+\s?%/).elements()).toEqual([]);
  });
});

describe('what it says', () => {
  it.each([
    [siteIn('automatic'), 'They appear here as they scroll'],
    [siteIn('hover'), 'Rest the pointer on a picture'],
    [siteIn('click'), 'Press “Check” on a picture'],
    [siteIn('never'), 'Choose above when to check'],
    [{ status: 'closed' }, 'On any web page, right-click a picture'],
    [{ status: 'hidden' }, 'On any web page, right-click a picture'],
  ] as [SiteState, string][])('without pictures, on %j', async (site, advice) => {
    show({ site, pictures: [] });
    await expect.element(page.getByText(advice)).toBeVisible();
  });

  it.each([
    [{ status: 'hidden' }, 'Your browser lets Candid on a page only when you click its button'],
    [siteIn('automatic', 'page'), 'Your browser lets Candid on this page only when'],
    [siteIn('automatic', 'pictures'), 'Some pictures of this page could not be had.'],
  ] as [SiteState, string][])('where the browser withholds access: %j', async (site, text) => {
    const failed = pictureOf('failed', { status: 'failed', code: 'unreachable' });
    show({ site, pictures: [failed] });
    await expect.element(page.getByText(text)).toBeVisible();
    await page.getByRole('button', { name: 'Allow on all sites' }).click();
    expect(actions.requestAccess).toHaveBeenCalledOnce();
  });

  it('asks for no access to other servers while all pictures could be had', () => {
    show({ site: siteIn('automatic', 'pictures') });
    expect(page.getByRole('button', { name: 'Allow on all sites' }).elements()).toEqual([]);
  });

  it('names model, device and standing', async () => {
    show();
    const footer = page.getByRole('contentinfo');
    await expect
      .element(footer)
      .toHaveTextContent('Candid starter v0 · on your processor, 2 threads');
    await expect.element(footer).toHaveTextContent('Treat its answers as a hint.');
  });

  const onProcessor = { status: 'ready', device: 'wasm', threads: 2 } as const;

  it('says which device failed and how, and offers it again', async () => {
    const refused: RefusedRung[] = [
      { rung: 'webgpu-fp16', reason: 'noShaderF16' },
      { rung: 'webgpu', reason: 'deviceLost' },
    ];
    show({ engine: { model: starter, ...onProcessor, refused } });
    const footer = page.getByRole('contentinfo');
    await expect
      .element(footer)
      .toHaveTextContent('Not using your graphics card: the browser lost it.');
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(actions.tryBetterDevice).toHaveBeenCalledOnce();
  });

  it('says nothing of devices that the machine does not have', () => {
    const refused: RefusedRung[] = [{ rung: 'webgpu', reason: 'noWebGpu' }];
    show({ engine: { model: starter, ...onProcessor, refused } });
    expect(page.getByText('Not using').elements()).toEqual([]);
    expect(page.getByRole('button', { name: 'Try again' }).elements()).toEqual([]);
  });

  it('offers another try when no device would run the model', async () => {
    show({ engine: { model: starter, status: 'failed', reason: 'test', refused: [] } });
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(actions.tryBetterDevice).toHaveBeenCalledOnce();
  });

  it('offers the full model while only the starter is here, and leads to the options', async () => {
    show({ fullModelBytes: 87_271_288 });
    await row('Get the full model (87 MB)').click();
    await row('Options').click();
    expect(actions.openOptions).toHaveBeenCalledTimes(2);
    show();
    expect(row('Get the full model').elements()).toEqual([]);
  });

  it('counts verdicts in words for those who do not see shapes', async () => {
    show();
    await expect.element(page.getByRole('status')).toHaveTextContent(/1 Fake.*1 Real.*1 Could not/);
  });

  it('gives a name to everything that takes the focus', () => {
    show();
    const controls = [...document.querySelectorAll('button, input')];
    expect(controls.length).toBeGreaterThan(7);
    for (const control of controls) expect(control).toHaveAccessibleName();
  });
});
