import { expect, it } from 'vitest';
import { isOwnServer } from './own-server';

it.each([
  ['https://news.test/a.jpg', 'https://news.test/today', true],
  ['https://news.test/a.jpg', 'https://www.news.test/', true],
  ['https://img.news.test/a.jpg', 'https://www.news.test/', true],
  ['http://127.0.0.1:8080/a.jpg', 'http://127.0.0.1:8080/', true],
  ['http://localhost/a.jpg', 'http://localhost/', true],
  ['https://news.test/a.jpg', 'https://img.news.test/', false],
  ['https://othernews.test/a.jpg', 'https://news.test/', false],
  ['https://a.news.test/a.jpg', 'https://b.news.test/', false],
  ['http://news.test/a.jpg', 'https://news.test/', false],
  ['https://news.test:8443/a.jpg', 'https://news.test/', false],
  ['https://1.127.0.0.1/a.jpg', 'https://127.0.0.1/', false],
  ['https://news.test/a.jpg', 'https://test/', false],
  ['https://news.test/a.jpg', 'about:blank', false],
  ['https://news.test/a.jpg', undefined, false],
  ['data:,a', 'https://news.test/', false],
])('of %s on %s: %s', (url, pageUrl, isOwn) => {
  expect(isOwnServer(url, pageUrl)).toBe(isOwn);
});
