import { PbfReader, PbfWriter } from 'pbf';

/** Field numbers of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. */
const modelField = { graph: 7 } as const;
const graphField = { node: 1, initializer: 5, output: 12 } as const;
const nodeField = { input: 1, output: 2 } as const;
const nameOfInitializer = 8;
const nameOfOutput = 1;

type Field = { number: number; bytes: Uint8Array } | { number: number; varint: number };

/**
 * An ONNX model without outputs other than `logits` and without the operators and weights that only those outputs needed:
 * what exporters write for a classifier.
 */
export function keepOnlyLogits(model: Uint8Array): Uint8Array {
  const fields = readFields(model).map((field) =>
    field.number === modelField.graph && 'bytes' in field
      ? { ...field, bytes: writeFields(pruneGraph(readFields(field.bytes))) }
      : field,
  );
  return writeFields(fields);
}

function pruneGraph(fields: Field[]): Field[] {
  const needed = findNeeded(fields);
  return fields.filter((field) => {
    if (field.number === graphField.output)
      return stringsOf(field, nameOfOutput).includes('logits');
    if (field.number === graphField.node) return isAny(needed, stringsOf(field, nodeField.output));
    if (field.number !== graphField.initializer) return true;
    return isAny(needed, stringsOf(field, nameOfInitializer));
  });
}

/** The values that `logits` comes from. An ONNX graph lists operators after those that they take values from. */
function findNeeded(fields: Field[]): Set<string> {
  const needed = new Set(['logits']);
  for (const node of fields.filter(({ number }) => number === graphField.node).toReversed()) {
    if (!isAny(needed, stringsOf(node, nodeField.output))) continue;
    for (const input of stringsOf(node, nodeField.input)) needed.add(input);
  }
  return needed;
}

function isAny(names: Set<string>, candidates: string[]): boolean {
  return candidates.some((name) => names.has(name));
}

function stringsOf(message: Field, number: number): string[] {
  if (!('bytes' in message)) return [];
  const decoder = new TextDecoder();
  return readFields(message.bytes).flatMap((field) =>
    field.number === number && 'bytes' in field ? [decoder.decode(field.bytes)] : [],
  );
}

const lengthDelimited = 2;
const varint = 0;

function readFields(message: Uint8Array): Field[] {
  const fields: Field[] = [];
  new PbfReader(message).readFields((number, _, pbf) => {
    if (pbf.type === lengthDelimited) fields.push({ number, bytes: pbf.readBytes() });
    if (pbf.type === varint) fields.push({ number, varint: pbf.readVarint() });
  }, null);
  return fields;
}

function writeFields(fields: Field[]): Uint8Array {
  const pbf = new PbfWriter();
  for (const field of fields) {
    if ('bytes' in field) pbf.writeBytesField(field.number, field.bytes);
    else pbf.writeVarintField(field.number, field.varint);
  }
  return new Uint8Array(pbf.finish());
}
