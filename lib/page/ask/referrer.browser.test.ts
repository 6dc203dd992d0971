import { afterEach, expect, it, vi } from 'vitest';
import { tellsOrigin } from './referrer';

vi.mock('../../language/translate', () => import('../fixtures/stage'));

const elsewhere = 'https://cdn.test/a.jpg';
const own = new URL('/a.jpg', location.href).href;

afterEach(() => {
  document.head.querySelector('meta[name="referrer"], link[href^="data:"]')?.remove();
});

/** The last element of `html`, on a page with a policy of its own, if any. */
function show(html: string, policy?: string): Element {
  document.body.innerHTML = html;
  if (policy !== undefined) document.head.append(createPolicy(policy));
  const element = document.body.querySelector('img, div');
  if (!element) throw new Error('Expected a picture');
  return element;
}

function createPolicy(content: string): HTMLMetaElement {
  return Object.assign(document.createElement('meta'), { name: 'referrer', content });
}

it.each([
  ['<img>', undefined, true, true],
  ['<img>', 'strict-origin', true, true],
  ['<img>', 'no-referrer', false, false],
  ['<img>', ' Never ', false, false],
  ['<img>', 'same-origin', false, true],
  ['<img referrerpolicy="no-referrer">', undefined, false, false],
  ['<img referrerpolicy="same-origin">', undefined, false, true],
  ['<img referrerpolicy="origin">', 'no-referrer', true, true],
  ['<img referrerpolicy="nonsense">', 'no-referrer', false, false],
  [`<div style="background: url(${elsewhere})"></div>`, undefined, true, true],
  ['<div></div>', undefined, true, true],
])('of %s on a page whose policy is %s', (html, policy, others, ourselves) => {
  const element = show(html, policy);
  expect(tellsOrigin(element, elsewhere)).toBe(others);
  expect(tellsOrigin(element, own)).toBe(ourselves);
});

it('of a background where a style sheet of another site may have asked for it', async () => {
  const rel = 'stylesheet';
  const sheet = Object.assign(document.createElement('link'), { rel, href: 'data:text/css,' });
  const loaded = new Promise((resolve) => sheet.addEventListener('load', resolve));
  document.head.append(sheet);
  await loaded;
  expect(tellsOrigin(show('<div></div>'), elsewhere)).toBe(false);
  expect(tellsOrigin(show('<img>'), elsewhere)).toBe(true);
});
