import { expect, it } from 'vitest';
import { findUnreadFormat, mayBePicture } from './unread-format';

const latin1 = (text: string) => new Blob([Uint8Array.from(text, (char) => char.charCodeAt(0))]);

it.each([
  ['fox.heic', '\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'heic'],
  ['fox.heif', '\0\0\0\x18ftypmif1\0\0\0\0mif1heic', 'heic'],
  ['fox.avif', '\0\0\0\x1cftypavif\0\0\0\0avifmif1', 'avif'],
  ['fox.tiff', 'II*\0\x08\0\0\0', 'tiff'],
  ['fox.tif', 'MM\0*\0\0\0\x08', 'tiff'],
  ['fox.CR2', 'II*\0\x10\0\0\0CR\x02\0', 'raw'],
  ['fox.NEF', 'MM\0*\0\0\0\x08', 'raw'],
  ['fox.cr3', '\0\0\0\x18ftypcrx \0\0\0\x01', 'raw'],
  ['fox.jxl', '\xff\x0a\xfa\x7f', 'jxl'],
  ['fox.psd', '8BPS\0\x01', 'psd'],
  ['fox.mp4', '\0\0\0\x20ftypisom', 'video'],
  ['fox.webm', '\x1a\x45\xdf\xa3', 'video'],
  ['fox.svg', '<?xml version="1.0"?>\n<!-- a fox -->\n<svg xmlns="x">', 'svg'],
  ['fox.html', '<!doctype html><html><body><svg>', undefined],
  ['fox.jpg', '\xff\xd8\xff\xe0', undefined],
  ['fox.txt', 'A fox', undefined],
])('knows what %s is', async (name, begin, format) => {
  expect(await findUnreadFormat(latin1(begin), name)).toBe(format);
});

it.each([
  ['fox.jpg', 'image/jpeg', true],
  ['fox', 'image/png', true],
  ['IMG_1.HEIC', '', true],
  ['scan.tif', '', true],
  ['notes.txt', 'text/plain', false],
  ['fox.mp4', 'video/mp4', false],
  ['.DS_Store', '', false],
])('of a folder, takes %s (%s): %s', (name, type, isTaken) => {
  expect(mayBePicture({ name, type })).toBe(isTaken);
});
