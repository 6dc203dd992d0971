import { expect, it } from 'vitest';
import { admit, expectAdmitted } from './own-network';

const web = { pageUrl: 'https://example.com/feed', pass: 'pass' };
const local = { pageUrl: 'http://localhost:3000/', pass: 'pass' };
const refused = expect.objectContaining({ code: 'privateAddress' }) as Error;

function responseFrom(url: string): Response {
  return Object.defineProperty(new Response('bytes'), 'url', { value: url });
}

it.each(['https://pictures.example/a.png?b#c', 'data:image/png,a'])(
  'leaves the address of %s as it is, whoever asks',
  (url) => {
    expect([web, local, {}].map((asker) => admit(url, asker))).toEqual([url, url, url]);
  },
);

it.each(['http://localhost/a.png', 'http://2130706433/', 'http://192.168.1.1/', 'http://router/'])(
  'requests %s for no page of the web, and for nobody without an address',
  (url) => {
    for (const asker of [web, { ...web, pageUrl: undefined }, { ...web, pageUrl: 'null' }]) {
      expect(() => admit(url, asker)).toThrow(refused);
    }
  },
);

it('gives a request of a page to its own place the pass, in place of a fragment', () => {
  expect(admit('http://127.0.0.1/a.png?b#c', local)).toBe('http://127.0.0.1/a.png?b#pass');
});

it('asks without a pass where nobody has set one', () => {
  expect(admit('http://localhost/a.png', { pageUrl: local.pageUrl })).toBe(
    'http://localhost/a.png',
  );
});

it.each([
  ['https://pictures.example/a.png', 'https://pictures.example/a.png'],
  ['https://pictures.example/a.png', 'https://cdn.example/b.png'],
  ['data:image/png,a', 'data:image/png,a'],
])('takes what %s answers from %s', (url, from) => {
  expect(() => expectAdmitted(responseFrom(from), url, web)).not.toThrow();
});

it.each(['http://localhost/secret', 'http://10.0.0.1/', 'data:,refused'])(
  'throws away what a redirect to %s answers, for a page of the web',
  (from) => {
    const response = responseFrom(from);
    expect(() => expectAdmitted(response, 'https://evil.example/a.png', web)).toThrow(refused);
    expect(response.bodyUsed).toBe(true);
  },
);

it('takes what a place answers to a page that is there', () => {
  const [url, from] = ['http://localhost/a.png', 'http://127.0.0.1/b.png'];
  expect(() => expectAdmitted(responseFrom(from), url, local)).not.toThrow();
  expect(() => expectAdmitted(responseFrom('http://10.0.0.1/'), url, local)).toThrow(refused);
});
