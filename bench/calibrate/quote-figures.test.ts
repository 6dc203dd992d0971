import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { CatalogEntry } from '../../lib/verdict/model.ts';
import { readCatalog } from '../../models/packaging/build-catalog.ts';
import { describeFigures, quoteFigures } from './quote-figures.ts';
import { quotingPages } from './write-quotes.ts';

const root = resolve(import.meta.dirname, '../..');
const { models } = readCatalog(root);
const read = (name: string) => readFileSync(join(root, name), 'utf8');

const notApart = { original: null, medium: null, thumbnail: null, screenshot: null };
const known = { n: 200, date: '2026-11-23', source: 'two sources' };

const zones: CatalogEntry['zones'] = {
  real: {
    below: 0.3,
    bound: { fakeShare: 0.2 },
    measured: { missRate: 0.1, fakeShare: 0.2, ...known, byDelivery: notApart },
  },
  fake: {
    cautious: { atLeast: null, bound: { falsePositiveRate: 0.05 }, measured: null },
    alert: {
      atLeast: 0.6,
      measured: {
        falsePositiveRate: 0.125,
        recall: 0.5,
        ...known,
        byDelivery: { ...notApart, medium: { falsePositiveRate: 0.004, recall: 0.6, n: 90 } },
      },
    },
  },
};

it('tells everything that the catalog says of a model', () => {
  const [entry] = models;
  if (!entry) throw new Error('Expected a model in the catalog, got none');
  const sizes = [
    { shortSide: 128, error: 0.4, n: 200 },
    { shortSide: 96, error: 0.471, n: 200 },
  ];
  const measured = { date: '2026-11-23', source: 'two sources', sizes };
  const smallest = { shortSide: 128, bound: 0.45, measured };
  expect(describeFigures({ ...entry, zones, smallest }).split('\n')).toEqual([
    '| mark | scores | of real pictures | of fakes | pictures |',
    '|---|---|--:|--:|--:|',
    '| fake, cautious, at most 5 % of real pictures | none |  |  |  |',
    '| fake, alert | 0.6 and above | 12.5 % | 50 % | 200 |',
    '| … medium |  | 0.4 % | 60 % | 90 |',
    // 10 % of fakes are a fifth of what is called real where half is fake: 40 % of reals are the rest.
    '| real, at most 20 % of it fake where half is | below 0.3 | 40 % | 10 % | 200 |',
    '',
    'Measured 2026-11-23 on: two sources.',
    '',
    'Too small to judge: below 128 px, where more than 45 % of answers are wrong (40 % at 128 px, 47.1 % at 96 px).',
  ]);
});

it.each(quotingPages)(
  '%s quotes what the catalog says: "npm run calibrate -- --quotes"',
  (name) => {
    const page = read(name);
    expect(page).toContain('<!-- figures of ');
    expect(quoteFigures(page, models)).toBe(page);
  },
);

/** A word for how often a model is wrong or right, with a number in reach. */
const figure =
  /(accuracy|\bAUC\b|recall|false (positive|alarm)|miss rate|error rate)[^.\n]{0,40}?\d|\d\s?%[^.\n]{0,40}(of (real|fake)|recall|false)/i;

it('finds a figure that was typed by hand', () => {
  expect('a balanced accuracy of 0.57').toMatch(figure);
  expect('catches 12 % of fakes').toMatch(figure);
  expect('says how often it is wrong').not.toMatch(figure);
});

const prose = globSync(['*.md', '{bench,e2e,lib,models,components}/**/*.md', 'public/**/*.json'], {
  cwd: root,
});

it.each(prose)('%s holds no figure that was typed by hand', (name) => {
  const typed = read(name).replaceAll(/<!--[^>]*-->[^]*?<!-- \/\w+ -->|\$\d/g, '');
  expect(typed.split('\n').filter((line) => figure.test(line))).toEqual([]);
});
