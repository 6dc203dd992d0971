import type { Sensitivity } from '../../lib/verdict/model';
import { writeTable } from '../csv';
import { fileMarkOf, type CheckedFile, type FileState } from './checked-files';

const formatVersion = 1;

/** The pictures as a JSON file, in the order in which they are listed. */
export function writeFilesJson(files: CheckedFile[], sensitivity: Sensitivity): string {
  const pictures = files.map((file) => ({
    name: file.name,
    place: file.place,
    sizeInBytes: file.sizeInBytes,
    verdict: fileMarkOf(file, sensitivity),
    ...describeState(file.state),
  }));
  return `${JSON.stringify({ candidFiles: formatVersion, sensitivity, pictures }, null, 2)}\n`;
}

/** The pictures as a table, in the order in which they are listed. */
export function writeFilesCsv(files: CheckedFile[], sensitivity: Sensitivity): string {
  return writeTable(files, {
    name: ({ name }) => name,
    place: ({ place }) => place,
    verdict: (file) => fileMarkOf(file, sensitivity),
    score: ({ state }) => findJudged(state)?.score,
    failure: ({ state }) => (state.status === 'failed' ? state.code : ''),
    width: ({ state }) => findJudged(state)?.picture.width,
    height: ({ state }) => findJudged(state)?.picture.height,
    format: ({ state }) => findJudged(state)?.picture.format,
    bytes: ({ sizeInBytes }) => sizeInBytes,
    model: ({ state }) => findJudged(state)?.model.name,
    revision: ({ state }) => findJudged(state)?.model.revision,
    sha256: ({ state }) => findJudged(state)?.contentHash,
  });
}

function describeState(state: FileState) {
  if (state.status === 'failed') return { failure: state.code };
  if (state.status !== 'judged') return {};
  const { contentHash, score, picture, model } = state;
  const { id, name, revision } = model;
  return { sha256: contentHash, score, picture, model: { id, name, revision } };
}

function findJudged(state: FileState) {
  return state.status === 'judged' ? state : undefined;
}
