import { expect, test } from 'vitest';
import type { Figures } from './figures';
import { describeFindings, describeSpeedUp, precisionOf, replaceBetweenMarkers } from './report';

const drift = { pictures: 32, median: 0.01, p99: 0.05, worst: 0.05, zoneChanges: 0 };

const figures: Figures = {
  int8: { feedTotal: [250], feedForward: [200] },
  fp32: { feedTotal: [500, 510, 490], feedForward: [400], peakMemory: [400_000_000] },
  stock: { feedTotal: [1500, 1500, 9000], peakMemory: [600_000_000] },
  isolated: { feedTotal: [600, 650, 610] },
  native: { feedForward: [100] },
};

test('the last line compares medians of the whole way, and the forward pass with native', () => {
  expect(describeSpeedUp(figures, 'fp32')).toBe(
    'speed-up over stock 3.00, over isolated 1.22, of native 0.25',
  );
  expect(describeSpeedUp(figures, 'int8')).toBe(
    'speed-up over stock 6.00, over isolated 2.44, of native 0.50',
  );
});

test('int8 counts where its gate opens', () => {
  expect(precisionOf(drift)).toBe('int8');
  expect(precisionOf({ ...drift, p99: 0.2 })).toBe('fp32');
});

test('the table has medians, ratios, and a dash where nothing was measured', () => {
  const text = describeFindings(
    {
      figures,
      preparations: [],
      runsOn: 'wasm',
      drift,
      largestLogitGap: 0.0014,
      wholePackageBytes: 1,
    },
    { command: 'npm run bench', date: '2026-01-01', machine: '2 cores', rounds: 3 },
  );
  expect(text).toContain('| 250 | 500 | 1500 | 610 | – | 6.00 | 2.44 | 3.00 | 1.22 |');
  expect(text).toContain('| – | 400.0 MB | 600.0 MB | – | – | – | – | 1.50 | – |');
  expect(text).toContain('at most 0.001 on');
});

test('preparation is held against the platform without the preview', () => {
  const preparation = {
    label: 'photo',
    decode: [60],
    resize: [60],
    preview: [99],
    platform: [100],
  };
  const text = describeFindings(
    {
      figures,
      preparations: [preparation],
      runsOn: 'wasm',
      drift,
      largestLogitGap: 0,
      wholePackageBytes: 1,
    },
    { command: 'npm run bench', date: '2026-01-01', machine: '2 cores', rounds: 3 },
  );
  expect(text).toContain('| photo | 60.0 | 60.0 | 120.0 | 100.0 | 1.20 | 99.0 |');
});

test('only what stands between the markers changes', () => {
  const page = 'before\n<!-- bench: written by the command -->\nold\n<!-- /bench -->\nafter\n';
  const replaced = replaceBetweenMarkers(page, 'new');
  expect(replaced).toMatch(/^before\n/);
  expect(replaced).toMatch(/\nafter\n$/);
  expect(replaced).toContain('new');
  expect(replaced).not.toContain('old');
  expect(replaceBetweenMarkers(replaced, 'new')).toBe(replaced);
});

test('a page without markers is left alone', () => {
  expect(() => replaceBetweenMarkers('nothing', 'new')).toThrow('Expected <!-- bench');
});
