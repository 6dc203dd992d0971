import { expect, it } from 'vitest';
import { ModelError } from '../../../lib/verdict/model-error';
import { explain } from './explain';
import { describeTransfer, showTransfer } from './show-transfer';

const quarter = {
  receivedBytes: 21_800_000,
  totalBytes: 87_200_000,
  bytesPerSecond: 5_100_000,
  secondsLeft: 13,
};

it('tells bytes, rate and time left beside a bar', () => {
  expect(describeTransfer(quarter)).toBe(
    '[######..................]  25 %  21.8 of 87.2 MB  5.1 MB/s  13 s left',
  );
  expect(describeTransfer({ ...quarter, secondsLeft: 600 })).toContain('10 min left');
});

it('tells no rate and no time while nothing comes', () => {
  const stalled = { ...quarter, bytesPerSecond: 0, secondsLeft: null };
  expect(describeTransfer(stalled)).toBe('[######..................]  25 %  21.8 of 87.2 MB');
});

it('draws in place on a terminal, and seldom a line elsewhere', () => {
  const written: string[] = [];
  const write = (text: string) => written.push(text);
  const terminal = showTransfer({ isTTY: true, write });
  terminal.onProgress(quarter);
  terminal.stop();
  expect(written.join('')).toMatch(/^\r.*13 s left\n$/);
  written.length = 0;
  const log = showTransfer({ isTTY: false, write });
  log.onProgress(quarter);
  log.onProgress({ ...quarter, receivedBytes: 22_000_000 });
  log.onProgress({ ...quarter, receivedBytes: quarter.totalBytes });
  expect(written).toHaveLength(2);
});

it('explains a failure by its innermost cause, and passes on how long to wait', () => {
  const cause = new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND hub') });
  expect(explain(new ModelError('offline', 'no answer', { cause }))).toBe(
    'the model hub could not be reached, or the connection was lost (getaddrinfo ENOTFOUND hub)',
  );
  const busy = new ModelError('rateLimited', 'got 429', { retryAfterSeconds: 37 });
  expect(explain(busy)).toContain('try again in 37 s');
});
