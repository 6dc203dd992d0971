import { expect, test } from 'vitest';
import { taskTimesOf } from './main-thread';
import { describeFigures, describeHarm, type Figures } from './report';

const quiet = {
  frames: 600,
  wallMs: 10_000,
  longestGapMs: 20,
  layoutShift: 0,
  longTasks: [],
  longestTaskMs: 20,
  mainThreadMs: 2_000,
  scriptMs: 100,
  heapBytes: 5e6,
  privateBytes: 60e6,
  fetchedAgain: 0,
};

const bare: Figures = { name: 'no extension', visits: [quiet, quiet, quiet] };
const candid: Figures = {
  name: 'Candid',
  visits: [
    { ...quiet, longestTaskMs: 30, mainThreadMs: 2_300, privateBytes: 70e6 },
    { ...quiet, longestTaskMs: 45, mainThreadMs: 2_250, privateBytes: 72e6, layoutShift: 0.25 },
    { ...quiet, longestTaskMs: 25, mainThreadMs: 9_000, privateBytes: 99e6 },
  ],
};

test('the last line tells the worst shift and task, and medians of time and memory beside the bare page', () => {
  expect(describeHarm(candid, bare)).toBe(
    'layout shift 0.250, longest task 45 ms, main thread +3.0 %, memory +12.0 MB',
  );
});

test('where the system tells no private memory, the heap stands in', () => {
  const without = ({ name, visits }: Figures, heapBytes: number): Figures => ({
    name,
    visits: visits.map((visit) => ({ ...visit, heapBytes, privateBytes: undefined })),
  });
  expect(describeHarm(without(candid, 7.5e6), without(bare, 5e6))).toMatch(/memory \+2\.5 MB$/);
});

test('the table has a column for everybody, and no sum of what was not measured', () => {
  const peer = { name: 'Peer 1.0', visits: [{ ...quiet, privateBytes: undefined }] };
  const text = describeFigures([bare, candid, peer], {
    date: '2026-01-01',
    machine: '2 cores',
    rounds: 3,
    pictures: 1_000,
  });
  expect(text).toContain('| | no extension | Candid | Peer 1.0 |');
  expect(text).toContain('| layout shift | 0.000 | 0.250 | 0.000 |');
  expect(text).toContain('| … more, MB | 0.0 | 12.0 | – |');
  expect(text).toContain('1000 pictures in 10 s');
});

test("only the tasks of the page's main thread count, by their own time where the trace tells it", () => {
  const main = { pid: 1, tid: 1 };
  const task = { name: 'ThreadControllerImpl::RunTask', ph: 'X' };
  const events = [
    { ...main, name: 'thread_name', ph: 'M', args: { name: 'CrRendererMain' } },
    { ...main, ...task, dur: 90_000, tdur: 12_000 },
    { ...main, ...task, dur: 3_000 },
    { ...main, ...task, name: 'Other', dur: 70_000 },
    { ...task, pid: 1, tid: 2, dur: 80_000 },
    { ...task, pid: 2, tid: 1, dur: 80_000 },
  ];
  expect(taskTimesOf(events, 1)).toEqual([12, 3]);
  expect(() => taskTimesOf(events, 3)).toThrow('Expected a CrRendererMain in process 3');
});
