import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contrast, namedColours } from '../lib/verdict/fixtures/contrast';

const tokens = namedColours(readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8'));
const grounds = ['ground', 'surface', 'sunken', 'accent-tint'];
const onGrounds = (names: string[]) =>
  names.flatMap((name) => grounds.map((ground) => [name, ground] as const));

function contrastsOf(name: string, ground: string): number[] {
  const [front, back] = [tokens.get(name), tokens.get(ground)];
  if (!front || !back) throw new Error(`Expected the colours ${name} and ${ground}`);
  return [contrast(front.onLight, back.onLight), contrast(front.onDark, back.onDark)];
}

describe('words', () => {
  const pairs = [...onGrounds(['ink', 'ink-muted', 'accent']), ['on-accent', 'accent'] as const];

  it.each(pairs)('in %s can be read on %s, in the light and in the dark', (name, ground) => {
    expect(Math.min(...contrastsOf(name, ground))).toBeGreaterThanOrEqual(4.5);
  });
});

describe('the edge of what can be pressed', () => {
  it.each(onGrounds(['control', 'accent']))('in %s is seen on %s', (name, ground) => {
    expect(Math.min(...contrastsOf(name, ground))).toBeGreaterThanOrEqual(3);
  });
});

it('knows every colour there is, so that a new one is looked at here', () => {
  const decoration = ['line'];
  expect([...tokens.keys()].toSorted()).toEqual(
    [...grounds, ...decoration, 'accent', 'control', 'ink', 'ink-muted', 'on-accent'].toSorted(),
  );
});
