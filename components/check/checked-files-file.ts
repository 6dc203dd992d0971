import type { Sensitivity } from '../../lib/verdict/model';
import { fileMarkOf, type CheckedFile } from './checked-files';
import { writeCsv } from './csv';

const formatVersion = 1;

/** The pictures as a JSON file, in the order in which they are listed. */
export function writeFilesJson(files: CheckedFile[], sensitivity: Sensitivity): string {
  const pictures = files.map((file) => ({
    name: file.name,
    place: file.place,
    sizeInBytes: file.sizeInBytes,
    verdict: fileMarkOf(file, sensitivity),
    ...describeState(file),
  }));
  return `${JSON.stringify({ candidFiles: formatVersion, sensitivity, pictures }, null, 2)}\n`;
}

const headings = [
  'name',
  'place',
  'verdict',
  'score',
  'failure',
  'width',
  'height',
  'format',
  'bytes',
  'model',
  'revision',
  'sha256',
];

export function writeFilesCsv(files: CheckedFile[], sensitivity: Sensitivity): string {
  return writeCsv([headings, ...files.map((file) => rowOf(file, sensitivity))]);
}

function describeState({ state }: CheckedFile) {
  if (state.status === 'failed') return { failure: state.code };
  if (state.status !== 'judged') return {};
  const { contentHash, score, picture, model } = state;
  const { id, name, revision } = model;
  return { sha256: contentHash, score, picture, model: { id, name, revision } };
}

function rowOf(file: CheckedFile, sensitivity: Sensitivity): (string | number)[] {
  const { state } = file;
  const verdict = fileMarkOf(file, sensitivity);
  const bytes = file.sizeInBytes ?? '';
  if (state.status !== 'judged') {
    const failure = state.status === 'failed' ? state.code : '';
    return [file.name, file.place, verdict, '', failure, '', '', '', bytes, '', '', ''];
  }
  const { width, height, format } = state.picture;
  const { name, revision } = state.model;
  const judged = [state.score, '', width, height, format, bytes, name, revision];
  return [file.name, file.place, verdict, ...judged, state.contentHash];
}
