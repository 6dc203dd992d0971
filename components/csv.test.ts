import { expect, it } from 'vitest';
import { writeCsv } from './csv';

const line = (row: (string | number)[]) => writeCsv([row]).slice(1);

it('begins with a byte order mark, without which spreadsheets guess the encoding', () => {
  expect(writeCsv([['Füchse'], [1]])).toBe('\uFEFFFüchse\r\n1\r\n');
});

it.each([
  [['a', 'b'], 'a,b'],
  [['a,b', 'say "fox"', 'two\nlines'], '"a,b","say ""fox""","two\nlines"'],
  [[-0.5, 'x'], '-0.5,x'],
  [['=HYPERLINK("https://evil.test")'], `"'=HYPERLINK(""https://evil.test"")"`],
  [['+1', '-1', '@cmd', '\tx'], `'+1,'-1,'@cmd,'\tx`],
])('writes %j', (row, text) => {
  expect(line(row)).toBe(`${text}\r\n`);
});
