import { expect, it } from 'vitest';
import { safetensorsFile } from './fixtures/safetensors-file';
import { readTensorIndex } from './safetensors';

const a = { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] };
const b = { dtype: 'F16', shape: [4], data_offsets: [24, 32] };

it('answers where every tensor lies in the file', () => {
  const file = safetensorsFile({ a, b }, 32);
  const dataStart = file.length - 32;
  expect(Object.fromEntries(readTensorIndex(file))).toEqual({
    a: { dtype: 'F32', shape: [2, 3], offset: dataStart, sizeInBytes: 24 },
    b: { dtype: 'F16', shape: [4], offset: dataStart + 24, sizeInBytes: 8 },
  });
});

it('accepts metadata and tensors in any order', () => {
  const text = JSON.stringify({ __metadata__: { format: 'pt' }, b, a });
  expect([...readTensorIndex(safetensorsFile(text, 32)).keys()]).toEqual(['b', 'a']);
});

it('refuses a file that is shorter than its length field', () => {
  expect(() => readTensorIndex(new Uint8Array(7))).toThrow(
    expect.objectContaining({ fault: 'truncated', message: 'Expected at least 8 bytes, got 7' }),
  );
});

it('refuses a header that is longer than the file', () => {
  const file = safetensorsFile({ a }, 24);
  new DataView(file.buffer).setBigUint64(0, 2n ** 62n, true);
  expect(() => readTensorIndex(file)).toThrow(expect.objectContaining({ fault: 'truncated' }));
});

it('refuses a file whose end is missing, and names the tensor', () => {
  const file = safetensorsFile({ a, b }, 32).subarray(0, -1);
  expect(() => readTensorIndex(file)).toThrow(
    expect.objectContaining({
      fault: 'truncated',
      message: 'b: expected 1 more bytes at the end of the file',
    }),
  );
});

it.each([
  ['is not JSON', '{"a":'],
  ['is a list', '[]'],
  ['is a text', '"a"'],
  ['has a negative dimension', { a: { ...a, shape: [-2, 3] } }],
  ['has a broken dimension', { a: { ...a, shape: [1.5] } }],
  ['has a tensor without values', { a, b: { ...b, shape: [0], data_offsets: [24, 24] } }],
  ['has one offset', { a: { ...a, data_offsets: [0] } }],
  ['has an offset beyond exact numbers', { a: { ...a, data_offsets: [0, 2 ** 60] } }],
])('refuses a header that %s', (_, header) => {
  expect(() => readTensorIndex(safetensorsFile(header, 24))).toThrow(
    expect.objectContaining({ name: 'ModelLoadError', fault: 'malformedHeader' }),
  );
});

it.each([
  ['overlap', { a, b: { ...b, data_offsets: [20, 28] } }, 28, 'b overlaps a'],
  ['leave a hole', { a, b: { ...b, data_offsets: [28, 36] } }, 36, 'b leaves a hole after a'],
  ['do not reach the end', { a }, 25, 'Expected the file to end after a, got 1 more bytes'],
  ['run backwards', { a: { ...a, data_offsets: [24, 0] } }, 24, /^a: expected 24 bytes/],
  ['do not fit the shape', { a: { ...a, shape: [5] } }, 24, /^a: expected 20 bytes.*got 24/],
  ['do not fit the dtype', { a: { ...a, dtype: 'F16' } }, 24, /^a: expected 12 bytes.*got 24/],
])('refuses offsets that %s', (_, header, size, message) => {
  expect(() => readTensorIndex(safetensorsFile(header, size))).toThrow(
    expect.objectContaining({
      fault: 'badOffsets',
      message: expect.stringMatching(message) as string,
    }),
  );
});

it('refuses a dtype that it cannot load', () => {
  const bfloat = { a: { ...a, dtype: 'BF16' } };
  expect(() => readTensorIndex(safetensorsFile(bfloat, 24))).toThrow(
    expect.objectContaining({ fault: 'wrongDtype', message: 'a: expected F32 or F16, got BF16' }),
  );
});

it('refuses a header of more than ten megabytes', () => {
  const header = JSON.stringify({ a }).padEnd(10_000_001);
  expect(() => readTensorIndex(safetensorsFile(header, 24))).toThrow(
    expect.objectContaining({
      fault: 'malformedHeader',
      message: 'Header, expected at most 10000000 bytes, got 10000001',
    }),
  );
});

it.each(['__proto__', 'constructor', 'prototype'])('knows a tensor named %s', (name) => {
  const header = `{"${name}":${JSON.stringify(a)}}`;
  expect([...readTensorIndex(safetensorsFile(header, 24)).keys()]).toEqual([name]);
});

it('quotes no more of a file than a message can hold', () => {
  const file = safetensorsFile({ ['n'.repeat(10_000)]: { ...a, dtype: 'I8' } }, 24);
  expect(() => readTensorIndex(file)).toThrow(/^n{250}…$/);
});
