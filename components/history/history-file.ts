import type { PictureRecord, Place } from '../../lib/verdict/history';
import type { Sensitivity } from '../../lib/verdict/model';
import { rate } from '../../lib/verdict/rate';
import { writeTable } from '../csv';

const formatVersion = 1;

/** The records as a JSON file. Times are ISO 8601; `id` is the sha256 of the picture's bytes. */
export function writeHistoryJson(records: PictureRecord[], sensitivity: Sensitivity): string {
  const pictures = records.map((record) => ({
    id: record.id,
    verdict: rate(record, sensitivity),
    score: record.score,
    youSay: record.label,
    judgedAt: toIso(record.judgedAt),
    seenAt: toIso(record.seenAt),
    picture: record.picture,
    model: { id: record.model.id, name: record.model.name, revision: record.model.revision },
    places: record.places.map((place) => ({ ...place, seenAt: toIso(place.seenAt) })),
  }));
  return `${JSON.stringify({ candidHistory: formatVersion, sensitivity, pictures }, null, 2)}\n`;
}

/** The records as a table, each with the place where it was seen last. */
export function writeHistoryCsv(records: PictureRecord[], sensitivity: Sensitivity): string {
  return writeTable(records, {
    name: ({ places }) => places[0].name,
    verdict: (record) => rate(record, sensitivity),
    score: ({ score }) => score,
    'you say': ({ label }) => label,
    'seen at': ({ seenAt }) => toIso(seenAt),
    'judged at': ({ judgedAt }) => toIso(judgedAt),
    where: ({ places }) => titleOf(places[0]),
    page: ({ places: [latest] }) => (latest.kind === 'page' ? latest.url : ''),
    picture: ({ places }) => places[0].pictureUrl,
    width: ({ picture }) => picture.width,
    height: ({ picture }) => picture.height,
    format: ({ picture }) => picture.format,
    bytes: ({ picture }) => picture.sizeInBytes,
    model: ({ model }) => model.name,
    revision: ({ model }) => model.revision,
    sha256: ({ id }) => id,
  });
}

function titleOf(place: Place): string {
  if (place.kind === 'page') return place.title;
  return place.kind === 'file' ? place.path : '';
}

function toIso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
