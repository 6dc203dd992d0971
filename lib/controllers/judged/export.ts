import type { HistoryState } from '../../../components/history/history';
import { writeHistoryCsv, writeHistoryJson } from '../../../components/history/history-file';
import { send } from '../../messaging/send';
import type { PictureRecord } from '../../verdict/history';
import { createListFile } from '../list-file';
import { filterOf } from './list';

/** All of them in one message would be many megabytes. */
const partLength = 2_000;

/** All records that the page's search and filter let through, as a file. @throws CheckError where they cannot be had. */
export async function exportHistory(format: 'csv' | 'json', state: HistoryState): Promise<File> {
  const records = await readAll(state);
  const csv = () => writeHistoryCsv(records, state.sensitivity);
  const json = () => writeHistoryJson(records, state.sensitivity);
  return createListFile({ name: 'candid-history', format, write: { csv, json } });
}

async function readAll(state: HistoryState): Promise<PictureRecord[]> {
  const records: PictureRecord[] = [];
  const filter = filterOf(state);
  for (;;) {
    const query = { filter, sort: state.sort, offset: records.length, limit: partLength };
    const part = await send('host', 'listHistory', query);
    records.push(...part.records);
    if (part.records.length === 0 || records.length >= part.found) return records;
  }
}
