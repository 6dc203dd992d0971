import { createHash } from 'node:crypto';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Comparing, HealthActions, HealthState } from '../../../components/health/health';
import { watchHealth } from '../../messaging/health';
import { CheckError } from '../../verdict/failure';
import type { HealthReport } from '../../verdict/health';
import { startHealth } from './controller';

const send = vi.hoisted(() => vi.fn());
vi.mock('../../messaging/send', () => ({ send }));
vi.mock('../../messaging/health', () => ({ watchHealth: vi.fn() }));
vi.mock('./test-picture', () => ({
  paintTestPicture: () => Promise.resolve(new ArrayBuffer(8)),
}));

const sha256Of = (content: string) => createHash('sha256').update(content).digest('hex');
const published = {
  source: 'a test',
  pictures: [
    { name: 'fox.png', sha256: sha256Of('fox'), score: 0.25 },
    { name: 'owl.png', sha256: sha256Of('owl'), score: 0.75 },
  ],
};
const report = { model: { published } } as HealthReport;

beforeEach(() => {
  fakeBrowser.reset();
  send.mockReset();
  vi.mocked(watchHealth).mockReset();
});

function start(signal = new AbortController().signal) {
  const states: HealthState[] = [];
  const page: { actions?: HealthActions } = {};
  startHealth({
    onChange: (state, actions) => {
      states.push(state);
      page.actions = actions;
    },
    signal,
  });
  vi.mocked(watchHealth).mock.lastCall?.[0](report);
  return { states, last: () => states.at(-1), page };
}

const file = (name: string, content: string) => new File([content], name);

async function compare(files: File[]): Promise<Comparing | undefined> {
  const { page, last } = start();
  page.actions?.compare(Promise.resolve(files));
  await vi.waitFor(() => expect(last()?.comparing.status).toBe('done'));
  return last()?.comparing;
}

it('has the published pictures judged, whatever they are called, and no other file', async () => {
  send.mockResolvedValue({ score: 0.2501 });
  const comparing = await compare([file('a.txt', 'letter'), file('copy.png', 'fox')]);
  expect(send).toHaveBeenCalledOnce();
  expect(comparing).toMatchObject({
    rows: [{ name: 'fox.png', by: 'content', score: 0.2501, isWithin: true }],
    missing: ['owl.png'],
  });
});

it('tells of a picture that could not be judged, and goes on with the next', async () => {
  send.mockRejectedValueOnce(new CheckError('modelRefused', 'wrong hash'));
  send.mockResolvedValueOnce({ score: 0.7 });
  const comparing = await compare([file('fox.png', 'fox'), file('owl.png', 'owl')]);
  expect(comparing).toMatchObject({
    rows: [{ failure: 'modelRefused' }, { isWithin: false }],
  });
});

it('measures without the first picture, which may have loaded the model', async () => {
  const times = [9_000, 40, 10, 30, 50, 20];
  send.mockImplementation(() => Promise.resolve({ tookMs: times.shift() }));
  const { page, last } = start();
  page.actions?.measure();
  await vi.waitFor(() => expect(last()?.measuring).toEqual({ status: 'done', medianMs: 30 }));
  expect(send).toHaveBeenCalledTimes(6);
});

it('tells why the speed could not be measured', async () => {
  send.mockRejectedValue(new CheckError('modelRefused', 'wrong hash'));
  const { page, last } = start();
  page.actions?.measure();
  const failed = { status: 'failed', code: 'modelRefused' };
  await vi.waitFor(() => expect(last()?.measuring).toEqual(failed));
});

it('tells nothing any more once it is closed', () => {
  const closing = new AbortController();
  const { states } = start(closing.signal);
  closing.abort();
  const told = states.length;
  vi.mocked(watchHealth).mock.lastCall?.[0](report);
  expect(states).toHaveLength(told);
});
