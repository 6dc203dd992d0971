import { languages, speak, type Language } from '../../../components/fixtures/extension-language';
import { render, type ComponentChild } from 'preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { glyphs, type Mark } from '../../verdict/glyphs';
import { judged } from '../fixtures/judged';
import type { BadgeSize } from '../../settings/settings';
import { Badge } from './badge';
import { badgeSizes } from './badge-sizes';
import { Card } from './card';
import { Layer } from './layer';

const shadows = 8;
const nothing = () => undefined;
const everyBadge = (Object.keys(badgeSizes) as BadgeSize[]).flatMap((size) =>
  (Object.keys(glyphs) as Mark[]).map((mark) => ({ size, mark })),
);

let ended = new AbortController();

function show(language: Language, className: string, content: ComponentChild): HTMLElement {
  speak(language);
  const layer = new Layer(ended.signal);
  layer.ensureAttached();
  const node = layer.add('div', className);
  render(content, node);
  return node;
}

function showCard(language: Language): HTMLElement {
  const shownAt = { width: 300, height: 225 };
  const judgement = judged(0.9, { shown: shownAt, source: 'larger', fetchedBytes: 9_000 });
  const card = (
    <Card
      appearance="fake"
      state={{ status: 'judged', judgement }}
      sensitivity="cautious"
      shownAt={shownAt}
    />
  );
  return show(language, 'card', card);
}

beforeEach(() => {
  ended = new AbortController();
});

afterEach(() => {
  ended.abort();
  document.documentElement.dir = '';
});

describe.each(languages)('in %s', (language) => {
  it('a card has room for all its words', () => {
    const card = showCard(language);
    expect(card.textContent.length).toBeGreaterThan(50);
    expect(card.scrollWidth).toBeLessThanOrEqual(card.clientWidth);
  });

  it.each(everyBadge)('the $size badge $mark is within what hides its size', ({ mark, size }) => {
    const actions = { onFocus: nothing, onBlur: nothing, onPress: nothing };
    const badge = <Badge appearance={mark} label="A fox" {...actions} />;
    const node = show(language, 'mark roomy', badge);
    if (node.parentElement) node.parentElement.dataset['size'] = size;
    const { height, coverWidth } = badgeSizes[size];
    const cover = getComputedStyle(node, '::before');
    expect([cover.width, cover.height]).toEqual([`${coverWidth}px`, `${height + shadows}px`]);
    const shown = node.firstElementChild?.getBoundingClientRect();
    expect(shown?.height).toBeLessThanOrEqual(height);
    expect(node.getBoundingClientRect().width).toBeLessThanOrEqual(coverWidth - shadows);
  });
});

it.each([
  ['en', 'rtl'],
  ['ar', 'ltr'],
] as const)('a card in %s goes by its words, on a page written %s', (language, direction) => {
  document.documentElement.dir = direction;
  const card = showCard(language);
  const leftOf = (selector: string) =>
    Number(card.querySelector(selector)?.getBoundingClientRect().left);
  const [real, fake, point] = ['.scale-zone.real', '.scale-zone.fake', '.scale-point'].map(leftOf);
  const isRightward = language === 'en';
  expect(Number(real) < Number(fake)).toBe(isRightward);
  expect(Number(real) < Number(point)).toBe(isRightward);
  expect(getComputedStyle(card).direction).not.toBe(direction);
});
