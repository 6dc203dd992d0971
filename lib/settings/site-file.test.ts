import { expect, it } from 'vitest';
import { readSiteFile, SiteFileError, writeSiteFile } from './site-file';
import { defaultRules } from './sites';

const fileOf = (...patterns: string[]) => {
  const rules = patterns.map((pattern) => ({ pattern, mode: 'click' }));
  return JSON.stringify({ candidSites: 1, elsewhere: 'never', rules });
};

it('reads what it wrote', () => {
  expect(readSiteFile(writeSiteFile(defaultRules))).toEqual(defaultRules);
});

it('reads patterns as a person types them, each once', () => {
  expect(readSiteFile(fileOf('https://www.x.com/', 'x.com', '*.y.org')).rules).toEqual([
    { pattern: 'x.com', mode: 'click' },
    { pattern: '*.y.org', mode: 'click' },
  ]);
});

it.each([
  ['not JSON', 'cat', 'notRules', undefined],
  ['other JSON', '{"name": "cat"}', 'notRules', undefined],
  ['null', 'null', 'notRules', undefined],
  ['an unknown mode', fileOf('x.com').replace('click', 'often'), 'notRules', undefined],
  ['a newer format', '{"candidSites": 2, "sites": {}}', 'newer', undefined],
  ['a rule about no pages', fileOf('x.com', 'exam*.com'), 'wrongRule', 'exam*.com'],
])('takes nothing of %s', (_, text, code, subject) => {
  const read = () => readSiteFile(text);
  expect(read).toThrow(SiteFileError);
  expect(read).toThrow(expect.objectContaining({ code, subject }) as Error);
});
