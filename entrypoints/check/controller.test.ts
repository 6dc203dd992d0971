import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { judgementOf } from '../../components/fixtures/judgements';
import type { CheckViewProps } from '../../components/CheckView';
import { watchEngineStatus } from '../../lib/messaging/engine-status';
import { CheckError } from '../../lib/verdict/failure';
import { labelOf, startCheck } from './controller';

const send = vi.hoisted(() => vi.fn());
vi.mock('../../lib/messaging/send', () => ({ send }));
vi.mock('../../lib/messaging/engine-status', () => ({ watchEngineStatus: vi.fn() }));

const judgement = judgementOf({ contentHash: 'hash', score: 0.5, preview: new Blob() });
const src = 'https://cdn.test/fox.jpg';

beforeEach(() => {
  fakeBrowser.reset();
  send.mockReset();
  vi.mocked(watchEngineStatus).mockReset();
});

async function check(address: string, signal = new AbortController().signal) {
  const views: CheckViewProps[] = [];
  await startCheck({ src: address, onChange: (view) => views.push(view), signal });
  return views;
}

it('tells that it checks, and then what came of it', async () => {
  send.mockResolvedValue(judgement);
  const views = await check(src);
  expect(views.map((view) => view.check.status)).toEqual(['checking', 'judged']);
  expect(views.at(-1)?.check).toMatchObject({ judgement, stored: judgement });
  expect(send).toHaveBeenLastCalledWith('host', 'findJudgement', { contentHash: 'hash' });
  expect(send).toHaveBeenCalledWith(
    'host',
    'classifyImage',
    expect.objectContaining({ source: { kind: 'url', url: src }, priority: 'asked' }),
  );
});

it('tells the score without the picture where the browser kept nothing', async () => {
  send.mockResolvedValueOnce(judgement);
  send.mockRejectedValueOnce(new CheckError('engineFailed', 'test'));
  const views = await check(src);
  expect(views.at(-1)?.check).toEqual({ status: 'judged', judgement, stored: undefined });
});

it('tells why a picture could not be checked, and tries again when asked', async () => {
  send.mockRejectedValueOnce(new CheckError('notFound', '404'));
  send.mockResolvedValue(judgement);
  const views = await check(src);
  expect(views.at(-1)?.check).toEqual({ status: 'failed', code: 'notFound' });
  views.at(-1)?.onRetry();
  await vi.waitFor(() => expect(views.at(-1)?.check.status).toBe('judged'));
});

it.each(['', 'fox.jpg', 'file:///etc/passwd', 'chrome://favicon/', 'javascript:alert(1)'])(
  'refuses %j without asking anybody',
  async (address) => {
    const views = await check(address);
    expect(views.at(-1)?.check).toEqual({ status: 'refused' });
    expect(send).not.toHaveBeenCalled();
  },
);

it('gives the request up when the page closes', async () => {
  const closing = new AbortController();
  send.mockReturnValue(new Promise(() => undefined));
  void check(src, closing.signal);
  await vi.waitFor(() => expect(send).toHaveBeenCalledOnce());
  closing.abort();
  const request = send.mock.calls[0]?.[2] as { requestId: string };
  expect(send).toHaveBeenLastCalledWith('host', 'dropImages', { requestIds: [request.requestId] });
});

it.each([
  ['https://cdn.test/a/b/fox.jpg?w=640', 'fox.jpg (cdn.test)'],
  ['https://cdn.test/a%20fox.jpg', 'a fox.jpg (cdn.test)'],
  ['https://cdn.test/100%.jpg', '100%.jpg (cdn.test)'],
  ['https://cdn.test/', 'cdn.test'],
])('calls %s "%s"', (address, label) => {
  expect(labelOf(address)).toBe(label);
});
