import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Flight } from './flight';

const frameMs = 20;
const screen = 800;

let ended = new AbortController();
const onLand = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('innerHeight', screen);
  vi.stubGlobal('scrollY', 0);
});

afterEach(() => {
  ended.abort();
  ended = new AbortController();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  onLand.mockClear();
});

const start = () => new Flight({ onLand, signal: ended.signal });

/** Scrolls frame by frame, so many screens a second. */
function scroll(
  flight: Flight,
  { screensPerSecond, ms }: { screensPerSecond: number; ms: number },
) {
  for (let elapsed = 0; elapsed < ms; elapsed += frameMs) {
    vi.advanceTimersByTime(frameMs);
    vi.stubGlobal('scrollY', scrollY + (screensPerSecond * screen * frameMs) / 1_000);
    flight.noteScroll();
  }
}

it('is off while a person reads on', () => {
  const flight = start();
  scroll(flight, { screensPerSecond: 1.5, ms: 1_000 });
  expect(flight.isOn).toBe(false);
});

it.each([4, -4])('is on while the page flies past by %s screens a second', (screensPerSecond) => {
  const flight = start();
  scroll(flight, { screensPerSecond, ms: 300 });
  expect(flight.isOn).toBe(true);
  expect(onLand).not.toHaveBeenCalled();
});

it('ends soon after the page has stopped', () => {
  const flight = start();
  scroll(flight, { screensPerSecond: 4, ms: 300 });
  vi.advanceTimersByTime(150);
  expect(flight.isOn).toBe(false);
  expect(onLand).toHaveBeenCalledOnce();
});

it('ends while the page still moves, once somebody can look', () => {
  const flight = start();
  scroll(flight, { screensPerSecond: 4, ms: 300 });
  scroll(flight, { screensPerSecond: 0.5, ms: 220 });
  expect(flight.isOn).toBe(false);
  expect(onLand).toHaveBeenCalledOnce();
});

it('does not take a jump for a flight', () => {
  const flight = start();
  for (const position of [9_000, 0, 20_000]) {
    vi.advanceTimersByTime(1_000);
    vi.stubGlobal('scrollY', position);
    flight.noteScroll();
    expect(flight.isOn).toBe(false);
  }
});

it('tells nobody once it is over', () => {
  const flight = start();
  scroll(flight, { screensPerSecond: 4, ms: 300 });
  ended.abort();
  vi.advanceTimersByTime(150);
  expect(onLand).not.toHaveBeenCalled();
});
