import { expect, it, vi } from 'vitest';
import { findAddresses, readGiven } from './given-pictures';

it.each([
  ['https://a.test/fox.jpg', ['https://a.test/fox.jpg']],
  ['  https://a.test/1 http://b.test/2\nhttps://a.test/1', ['https://a.test/1', 'http://b.test/2']],
  ['# a comment\r\nhttps://a.test/1\r\n', ['https://a.test/1']],
  ['data:image/png;base64,AAAA', ['data:image/png;base64,AAAA']],
  ['a fox, and javascript:alert(1) file:///etc/passwd data:text/html,x https://', []],
])('finds the addresses in %j', (text, addresses) => {
  expect(findAddresses(text)).toEqual(addresses);
});

function transferOf(texts: Record<string, string>, names: string[] = []): DataTransfer {
  const entryOf = (name: string) => ({
    isFile: true,
    fullPath: `/${name}`,
    file: (take: (file: File) => void) => take(new File([], name)),
  });
  return {
    files: names,
    items: names.map((name) => ({ webkitGetAsEntry: () => entryOf(name) })),
    getData: (type: string) => texts[type] ?? '',
  } as unknown as DataTransfer;
}

it('takes files before addresses, which browsers give beside them', async () => {
  const actions = { addFiles: vi.fn(), addAddresses: vi.fn() };
  readGiven(transferOf({ 'text/plain': 'https://a.test/1' }, ['fox.jpg']), actions);
  expect(await actions.addFiles.mock.lastCall?.[0]).toMatchObject([{ path: 'fox.jpg' }]);
  expect(actions.addAddresses).not.toHaveBeenCalled();
});

it('takes the address of a picture that was dragged from a page, else what was copied', () => {
  const actions = { addFiles: vi.fn(), addAddresses: vi.fn() };
  readGiven(transferOf({ 'text/uri-list': 'https://a.test/1', 'text/plain': 'a fox' }), actions);
  expect(actions.addAddresses).toHaveBeenLastCalledWith('https://a.test/1');
  readGiven(transferOf({ 'text/plain': 'https://a.test/2' }), actions);
  expect(actions.addAddresses).toHaveBeenLastCalledWith('https://a.test/2');
  expect(actions.addFiles).not.toHaveBeenCalled();
});
