import { PbfReader } from 'pbf';
import { beforeAll, expect, test } from 'vitest';
import { readVit } from '../../lib/inference/read-vit';
import { writeVitGraph } from '../../lib/inference/vit-graph';
import { keepOnlyLogits } from './logits-only';
import { configOfRandomVit, writeRandomWeights } from './random-vit';

let whole: Graph;
let pruned: Graph;

beforeAll(() => {
  const config = new TextEncoder().encode(JSON.stringify(configOfRandomVit));
  const vit = readVit({ config, weights: writeRandomWeights(1) });
  const writeGraph = (rollout: boolean) =>
    writeVitGraph({ ...vit, weightsFile: 'weights' }, { patchEmbeddings: true, rollout });
  whole = readGraph(writeGraph(true));
  pruned = readGraph(keepOnlyLogits(writeGraph(false)));
});

test('only the logits are left of the outputs', () => {
  expect(whole.outputs).toHaveLength(4);
  expect(pruned.outputs).toEqual(['logits']);
});

test('the heatmap costs nothing any more', () => {
  const isRollout = ({ operator }: Operator) => operator === 'ReduceMean';
  expect(whole.operators.filter(isRollout)).toHaveLength(12);
  expect(pruned.operators.filter(isRollout)).toHaveLength(0);
});

test('all that the logits come from is left', () => {
  const known = new Set([...pruned.inputs, ...pruned.initializers]);
  for (const { inputs, outputs } of pruned.operators) {
    expect(inputs.filter((name) => !known.has(name))).toEqual([]);
    for (const name of outputs) known.add(name);
  }
  expect(known).toContain('logits');
  expect(pruned.operators.filter(({ operator }) => operator === 'Gemm')).toHaveLength(12 * 6 + 1);
});

interface Operator {
  operator: string;
  inputs: string[];
  outputs: string[];
}

interface Graph {
  operators: Operator[];
  initializers: string[];
  inputs: string[];
  outputs: string[];
}

function readGraph(model: Uint8Array): Graph {
  const graph: Graph = { operators: [], initializers: [], inputs: [], outputs: [] };
  new PbfReader(model).readFields((field, _, pbf) => {
    if (field === 7) pbf.readMessage(readGraphField, graph);
  }, null);
  return graph;
}

function readGraphField(field: number, graph: Graph, pbf: PbfReader) {
  if (field === 1) {
    const operator: Operator = { operator: '', inputs: [], outputs: [] };
    graph.operators.push(pbf.readMessage(readOperator, operator));
  }
  if (field === 5) graph.initializers.push(readName(pbf, 8));
  if (field === 11) graph.inputs.push(readName(pbf, 1));
  if (field === 12) graph.outputs.push(readName(pbf, 1));
}

function readOperator(field: number, operator: Operator, pbf: PbfReader) {
  if (field === 1) operator.inputs.push(pbf.readString());
  if (field === 2) operator.outputs.push(pbf.readString());
  if (field === 4) operator.operator = pbf.readString();
}

function readName(pbf: PbfReader, number: number): string {
  const read = (field: number, found: { name: string }, message: PbfReader) => {
    if (field === number) found.name = message.readString();
  };
  return pbf.readMessage(read, { name: '' }).name;
}
