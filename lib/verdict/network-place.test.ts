import { describe, expect, it } from 'vitest';
import { findOwnPlace, mayRequest } from './network-place';

const placeOf = (host: string) => findOwnPlace(`http://${host}/a.png`);

/** The first and the last address of each range that is not on the web, and those just outside. */
const ranges: [first: string, last: string, before: string | null, after: string | null][] = [
  ['10.0.0.0', '10.255.255.255', '9.255.255.255', '11.0.0.0'],
  ['100.64.0.0', '100.127.255.255', '100.63.255.255', '100.128.0.0'],
  ['169.254.0.0', '169.254.255.255', '169.253.255.255', '169.255.0.0'],
  ['172.16.0.0', '172.31.255.255', '172.15.255.255', '172.32.0.0'],
  ['192.0.0.0', '192.0.0.255', '191.255.255.255', '192.0.1.0'],
  ['192.168.0.0', '192.168.255.255', '192.167.255.255', '192.169.0.0'],
  ['198.18.0.0', '198.19.255.255', '198.17.255.255', '198.20.0.0'],
  ['224.0.0.0', '255.255.255.255', '223.255.255.255', null],
];

describe.each(ranges)('%s to %s', (first, last, before, after) => {
  it('is the own network, to its ends and not beyond', () => {
    expect([placeOf(first), placeOf(last)]).toEqual([first, last]);
    for (const outside of [before, after]) {
      if (outside !== null) expect(placeOf(outside)).toBeUndefined();
    }
  });
});

it('knows every address of the web from every other one, by the first two numbers', () => {
  const isOwn = (a: number, b: number) =>
    [0, 10, 127].includes(a) ||
    a >= 224 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 198 && (b === 18 || b === 19));
  for (let a = 0; a < 256; a++) {
    for (let b = 0; b < 256; b++) {
      const host = `${a}.${b}.7.9`;
      expect(placeOf(host) !== undefined, host).toBe(isOwn(a, b));
    }
  }
});

it.each([
  'localhost',
  'LOCALHOST',
  'localhost.',
  'a.localhost',
  'a.b.localhost.',
  '127.0.0.1',
  '127.0.0.1:8080',
  '127.255.255.255',
  '0.0.0.0',
  '0.1.2.3',
  '0',
  '127.1',
  '127.0.1',
  '2130706433',
  '017700000001',
  '0x7f000001',
  '0x7f.0.0.1',
  '0177.0.0.01',
  '127.0.0.1.',
  '%31%32%37.0.0.1',
  '１２７.0.0.1',
  'ⓛocalhost',
  'loca\u00adlhost',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::1]:3000',
  'user:word@localhost',
  'example.com@127.0.0.1',
])('knows this computer as %s', (host) => {
  expect(placeOf(host)).toBe('computer');
});

it.each([
  ['3232235777', '192.168.1.1'],
  ['0xc0.0250.257', '192.168.1.1'],
  ['0300.0xa8.1.1', '192.168.1.1'],
  ['10.1', '10.0.0.1'],
  ['0xa9fea9fe', '169.254.169.254'],
  ['[::ffff:127.0.0.1]', '[::ffff:7f00:1]'],
  ['[::ffff:8.8.8.8]', '[::ffff:808:808]'],
  ['[::127.0.0.1]', '[::7f00:1]'],
  ['[64:ff9b::10.0.0.1]', '[64:ff9b::a00:1]'],
  ['[2002:7f00:1::]', '[2002:7f00:1::]'],
  ['[2001::1]', '[2001::1]'],
  ['[2001:0:1::]', '[2001:0:1::]'],
  ['[fc00::1]', '[fc00::1]'],
  ['[fdff:ffff::1]', '[fdff:ffff::1]'],
  ['[fe80::1]', '[fe80::1]'],
  ['[febf::1]', '[febf::1]'],
  ['[fec0::1]', '[fec0::1]'],
  ['[ff02::1]', '[ff02::1]'],
  ['[2::1]', '[2::1]'],
  ['[3ff::1]', '[3ff::1]'],
  ['[4000::1]', '[4000::1]'],
  ['nas.local', 'nas.local'],
  ['NAS.Local.', 'nas.local'],
  ['local', 'local'],
  ['a.b.internal', 'a.b.internal'],
  ['router.home.arpa', 'router.home.arpa'],
  ['router.lan', 'router.lan'],
  ['wiki.corp', 'wiki.corp'],
  ['router', 'router'],
  ['router.', 'router'],
])('knows %s as %s of the own network', (host, place) => {
  expect(placeOf(host)).toBe(place);
});

it.each([
  'example.com',
  'localhost.example.com',
  'notlocalhost.com',
  'mylocalhost.org',
  'local.example',
  'nas.local.example.com',
  'example.locals',
  '10.example.com',
  '127.0.0.1.example.com',
  '192.168.example.com',
  'x10.0.0.1.example.com',
  'localhost@example.com',
  '127.0.0.1:80@example.com',
  'home.example.com',
  'corporate.com',
  'arpa.com',
  'ip6.arpa',
  '8.8.8.8',
  '1.1.1.1',
  '[2606:4700::1111]',
  '[2001:4860:4860::8888]',
  '[2001:10::1]',
  '[3fff::1]',
  'xn--nxasmq6b.example',
])('leaves %s to the web', (host) => {
  expect(placeOf(host)).toBeUndefined();
});

it.each([
  'http://example.com/?u=http://127.0.0.1/',
  'http://example.com/127.0.0.1/',
  'http://example.com/#localhost',
  'https://example.com/.localhost/',
  'data:image/png,localhost',
  'blob:http://localhost/1',
  'file:///etc/hostname',
  'http://',
  'not a url',
  '',
])('finds no place of the own network in %j', (url) => {
  expect(findOwnPlace(url)).toBeUndefined();
});

const web = 'https://example.com/feed';

it.each([
  [web, 'https://pictures.example/a.png', true],
  [web, 'data:,a', true],
  [undefined, 'https://pictures.example/a.png', true],
  [web, 'http://localhost/a.png', false],
  [web, 'http://127.0.0.1:631/', false],
  [web, 'http://192.168.1.1/', false],
  [undefined, 'http://localhost/a.png', false],
  ['about:blank', 'http://localhost/a.png', false],
  ['file:///home/a/page.html', 'http://localhost/a.png', false],
  ['null', 'http://router/', false],
  ['http://localhost:3000/', 'http://127.0.0.1:9000/a.png', true],
  ['http://[::1]/', 'http://a.localhost/a.png', true],
  ['http://192.168.1.5:8080/', 'http://192.168.1.5:9000/a.png', true],
  ['http://nas.local/', 'http://NAS.local./a.png', true],
  ['http://192.168.1.5/', 'http://192.168.1.6/a.png', false],
  ['http://192.168.1.5/', 'http://localhost/a.png', false],
  ['http://localhost/', 'http://192.168.1.5/a.png', false],
  ['http://localhost.example.com/', 'http://localhost/a.png', false],
])('says whether a page at %s may make us request %s: %s', (pageUrl, url, may) => {
  expect(mayRequest(url, pageUrl)).toBe(may);
});
