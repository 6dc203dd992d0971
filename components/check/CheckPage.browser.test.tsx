import '../fixtures/extension-language';
import '../tokens.css';
import { render } from 'preact';
import { page, userEvent } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CheckActions, CheckedFile, CheckState, FileState } from './checked-files';
import { CheckPage } from './CheckPage';
import { careful, judged, judgementOf, starter } from '../fixtures/judgements';
import { createPicture } from '../fixtures/pixels';
import { createThumbnail, rememberThumbnails } from '../thumbnail';

const actions = {
  addFiles: vi.fn(),
  addAddresses: vi.fn((text: string) => text.startsWith('https:')),
  cancel: vi.fn(),
  resume: vi.fn(),
  retryFailed: vi.fn(),
  clear: vi.fn(),
  exportAs: vi.fn<CheckActions['exportAs']>(),
  findThumbnail: vi.fn<CheckActions['findThumbnail']>(),
  findJudgement: vi.fn<CheckActions['findJudgement']>(),
};

beforeEach(async () => {
  await page.viewport(1200, 800);
  for (const action of Object.values(actions)) action.mockClear();
  actions.findThumbnail.mockResolvedValue(undefined);
  actions.findJudgement.mockResolvedValue(undefined);
});
afterEach(() => {
  render(null, document.body);
});

function fileOf(name: string, state: FileState, part: Partial<CheckedFile> = {}): CheckedFile {
  return { id: name, name, place: '', sizeInBytes: 1_000, state, ...part };
}

function show(files: CheckedFile[], part: Partial<CheckState> = {}): void {
  const state: CheckState = {
    files,
    problem: undefined,
    isReading: false,
    leftOut: { notPictures: 0, tooMany: 0 },
    secondsLeft: undefined,
    sensitivity: 'cautious',
    engine: { model: starter, status: 'idle', refused: [] },
    ...part,
  };
  render(<CheckPage state={state} actions={actions} />, document.body);
}

const text = (words: string | RegExp) => page.getByText(words);
const rowNames = () =>
  page
    .getByRole('rowheader')
    .elements()
    .map((row) => row.querySelector('.files-table__name')?.textContent);

describe('what is given', () => {
  it('can be chosen, typed, pasted and dropped anywhere', async () => {
    show([]);
    const file = new File(['x'], 'fox.png', { type: 'image/png' });
    await userEvent.upload(page.getByLabelText('Choose pictures'), file);
    expect(await actions.addFiles.mock.lastCall?.[0]).toMatchObject([{ path: 'fox.png' }]);

    await page.getByLabelText('Or give the address of a picture').fill('a fox');
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await expect.element(text(/^Write the whole address/)).toBeVisible();
    await page.getByLabelText('Or give the address of a picture').fill('https://a.test/fox.png');
    await userEvent.keyboard('{Enter}');
    expect(actions.addAddresses).toHaveBeenLastCalledWith('https://a.test/fox.png');

    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'https://a.test/pasted.png');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    expect(actions.addAddresses).toHaveBeenLastCalledWith('https://a.test/pasted.png');

    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file);
    const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
    document.body.dispatchEvent(drop);
    expect(drop.defaultPrevented).toBe(true);
    expect(actions.addFiles).toHaveBeenCalledTimes(2);
  });

  it('is refused where the page was opened for what is no picture', async () => {
    show([], { problem: 'refused' });
    await expect.element(page.getByRole('alert')).toHaveTextContent('There is no picture to check');
  });
});

describe('one picture', () => {
  const place = { place: 'cdn.test' };

  it('tells what it waits for', async () => {
    const engine: CheckState['engine'] = { model: starter, status: 'loading', refused: [] };
    show([fileOf('fox.jpg', { status: 'checking' }, place)], { engine });
    await expect.element(text('Loading the model')).toBeVisible();
    show([fileOf('fox.jpg', { status: 'checking' }, place)]);
    await expect.element(text(/^Getting the picture/)).toBeVisible();
  });

  it('tells why it could not be checked, and offers another try', async () => {
    show([fileOf('fox.jpg', { status: 'failed', code: 'notFound' }, place)]);
    await expect.element(text('The picture is no longer on its server.')).toBeVisible();
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(actions.retryFailed).toHaveBeenCalledOnce();
  });

  it('tells of HEIC what can be done, and of no server where there is none', async () => {
    show([fileOf('fox.heic', { status: 'failed', code: 'unsupportedFormat', format: 'heic' })]);
    await expect.element(text(/^This is HEIC.*Export it as a JPEG/)).toBeVisible();
    show([fileOf('fox.txt', { status: 'failed', code: 'notAPicture', format: 'other' })]);
    await expect.element(text('This file is not a picture.')).toBeVisible();
    expect(document.body.textContent).not.toContain('server');
  });

  it.each([
    [1200, 'beside'],
    [400, 'above'],
  ] as const)('is shown large, on a page %d px wide %s its reading', async (width, where) => {
    await page.viewport(width, 800);
    const preview = await createPicture(640, 360);
    actions.findJudgement.mockResolvedValue(
      judgementOf({ contentHash: 'h', score: 0.871, preview }),
    );
    show([fileOf('fox.jpg', judged('h', 0.871), place)]);
    await expect.element(page.getByRole('img', { name: 'fox.jpg (cdn.test)' })).toBeVisible();
    const figure = document.querySelector('figure')?.getBoundingClientRect();
    const scale = page.getByRole('img', { name: /^Score 0.871/ }).element();
    const isBeside = Number(figure?.right) <= scale.getBoundingClientRect().left;
    expect(isBeside).toBe(where === 'beside');
    const link = page.getByRole('link', { name: 'Look closer' }).element();
    expect(link.getAttribute('href')).toBe('/inspector.html?id=h');
  });

  it('says why its score does not count where it is too small', async () => {
    show([fileOf('fox.jpg', judged('h', 0.871, { model: careful, picture: { height: 96 } }))]);
    await expect.element(text(/its score says nothing here/)).toBeVisible();
  });
});

describe('many pictures', () => {
  const files = [
    fileOf('fox.jpg', judged('a', 0.1), { place: 'holiday', sizeInBytes: 3_000_000 }),
    fileOf('owl.jpg', judged('b', 0.9)),
    fileOf('bat.heic', { status: 'failed', code: 'unsupportedFormat', format: 'heic' }),
    fileOf('ant.jpg', { status: 'checking' }),
    fileOf('bee.jpg', { status: 'waiting' }),
  ];

  it('are a table, each judged one a way to the inspector', async () => {
    show(files);
    const table = page.getByRole('table', { name: 'Pictures that you gave' });
    await expect.element(table).toBeVisible();
    const row = page.getByRole('row', { name: /fox\.jpg/ });
    await expect.element(row).toHaveTextContent(/holiday.*Real.*0\.10.*1,600 × 900 px.*JPEG, 3 MB/);
    const link = page.getByRole('link', { name: 'owl.jpg' }).element();
    expect(link.getAttribute('href')).toBe('/inspector.html?id=b');
    await expect.element(page.getByRole('row', { name: /bat/ })).toHaveTextContent(/This is HEIC/);
    await expect.element(page.getByRole('row', { name: /bee/ })).toHaveTextContent('Waiting');
  });

  it('are sorted by the headings, which say so', async () => {
    show(files);
    const heading = page.getByRole('columnheader', { name: 'Score' });
    expect(heading.element().getAttribute('aria-sort')).toBeNull();
    await heading.getByRole('button').click();
    expect(heading.element().getAttribute('aria-sort')).toBe('descending');
    expect(rowNames()).toEqual(['owl.jpg', 'fox.jpg', 'bat.heic', 'ant.jpg', 'bee.jpg']);
    await userEvent.keyboard('{Enter}');
    expect(heading.element().getAttribute('aria-sort')).toBe('ascending');
    await userEvent.keyboard('{Enter}');
    expect(heading.element().getAttribute('aria-sort')).toBeNull();
    expect(rowNames()[0]).toBe('fox.jpg');
  });

  it('are filtered by mark and name, and what is listed can be saved', async () => {
    show(files);
    await userEvent.click(page.getByText('Fake', { exact: true }).first());
    expect(rowNames()).toEqual(['owl.jpg']);
    await expect.element(text('1 of 5 pictures')).toBeVisible();
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    expect(actions.exportAs).toHaveBeenLastCalledWith('csv', [files[1]]);
    await page.getByRole('searchbox').fill('fox');
    await expect.element(text('No picture here matches.')).toBeVisible();
  });

  it('tell how far they are, and can be cancelled and gone on with', async () => {
    show(files, { secondsLeft: 200 });
    await expect.element(text('3 of 5 checked, about 3 minutes left')).toBeVisible();
    const bar = page.getByRole('progressbar').element() as HTMLProgressElement;
    expect([bar.value, bar.max]).toEqual([3, 5]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(actions.cancel).toHaveBeenCalledOnce();

    const stopped = files.map((file, at) =>
      at < 3 ? file : fileOf(file.name, { status: 'stopped' }),
    );
    show(stopped);
    await page.getByRole('button', { name: 'Check the other 2' }).click();
    expect(actions.resume).toHaveBeenCalledOnce();
    await page.getByRole('button', { name: 'Try again what failed (1)' }).click();
    expect(actions.retryFailed).toHaveBeenCalledOnce();
  });

  it('are read out at the beginning, at every quarter and at the end, not one by one', async () => {
    const at = (done: number) =>
      Array.from({ length: 40 }, (_, place) =>
        fileOf(`${place}.jpg`, place < done ? judged(`${place}`, 0.1) : { status: 'waiting' }),
      );
    const news = () => document.querySelector('.check-progress [role="status"]')?.textContent;
    show([]);
    show(at(0));
    await vi.waitFor(() => expect(news()).toBe('0 of 40 checked'));
    show(at(9));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(news()).toBe('0 of 40 checked');
    show(at(10));
    await vi.waitFor(() => expect(news()).toBe('10 of 40 checked'));
    show(at(40));
    await vi.waitFor(() => expect(news()).toBe('All 40 checked'));
  });

  it('come 200 rows at a time', async () => {
    show(Array.from({ length: 250 }, (_, at) => fileOf(`${at}.jpg`, judged(`${at}`, 0.1))));
    expect(rowNames()).toHaveLength(200);
    await page.getByRole('button', { name: 'Show 50 more' }).click();
    expect(rowNames()).toHaveLength(250);
  });

  it('say what of folders was left out', async () => {
    show(files, { leftOut: { notPictures: 3, tooMany: 12 } });
    await expect.element(text('3 files were left out: they are not pictures.')).toBeVisible();
    await expect.element(text(/^12 more were left out: this list takes 5,000/)).toBeVisible();
  });

  it.each([320, 1200])('fit a page %d px wide', async (width) => {
    await page.viewport(width, 800);
    show([
      ...files,
      fileOf(`${'long'.repeat(40)}.jpg`, judged('l', 0.4), { place: 'a/'.repeat(90) }),
    ]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
});

describe('a thumbnail', () => {
  it('is small', async () => {
    const thumbnail = await createThumbnail(await createPicture(640, 360));
    const bitmap = await createImageBitmap(thumbnail);
    expect([bitmap.width, bitmap.height]).toEqual([96, 54]);
    expect(thumbnail.size).toBeLessThan(5_000);
  });

  it('comes later where the host was too busy to find it at once', async () => {
    actions.findThumbnail
      .mockReset()
      .mockResolvedValueOnce(undefined)
      .mockResolvedValue(await createPicture(64, 64));
    show([fileOf('fox.jpg', judged('a', 0.1)), fileOf('owl.jpg', { status: 'waiting' })]);
    await vi.waitFor(() => expect(document.querySelectorAll('tbody img')).toHaveLength(1), 4_000);
    expect(actions.findThumbnail).toHaveBeenCalledTimes(2);
  });

  it('is made once, and looked up again where there was none', async () => {
    const picture = await createPicture(64, 64);
    const findPreview = vi.fn<(hash: string) => Promise<Blob | undefined>>();
    findPreview.mockResolvedValueOnce(undefined).mockResolvedValue(picture);
    const findThumbnail = rememberThumbnails(findPreview);
    expect(await findThumbnail('a')).toBeUndefined();
    expect(await findThumbnail('a')).toBe(await findThumbnail('a'));
    expect(findPreview).toHaveBeenCalledTimes(2);
  });
});
