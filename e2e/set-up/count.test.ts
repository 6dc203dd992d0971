import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { countPlaywright, countVitest, describeCounts } from './count.ts';

function reportOf(content: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'candid-count-')), 'report.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

it('counts pending and to-do unit tests as skipped', () => {
  const report = { numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
  expect(countVitest(reportOf(report))).toEqual({ passed: 7, failed: 1, skipped: 3 });
});

it('counts a flaky end-to-end test and a file that does not load as failed', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 0 };
  const report = reportOf({ stats, errors: [{ message: 'SyntaxError' }] });
  expect(countPlaywright(report)).toEqual({ passed: 5, failed: 3, skipped: 0 });
});

it('refuses a report that was never written', () => {
  expect(() => countVitest('/nowhere/report.json')).toThrow('ENOENT');
});

it('names skipped tests only where there are some', () => {
  const count = { passed: 2, failed: 0, skipped: 0 };
  expect(describeCounts([count, count])).toBe('4 passed, 0 failed');
  expect(describeCounts([count, { ...count, skipped: 1 }])).toBe('4 passed, 0 failed, 1 skipped');
});
