import type { PictureRecord, Place } from '../lib/verdict/history';
import type { Sensitivity } from '../lib/verdict/model';
import { rate } from '../lib/verdict/rate';
import { writeCsv } from './check/csv';

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

const headings = [
  'name',
  'verdict',
  'score',
  'you say',
  'seen at',
  'judged at',
  'where',
  'page',
  'picture',
  'width',
  'height',
  'format',
  'bytes',
  'model',
  'revision',
  'sha256',
];

/** The records as a table, each with the place where it was seen last. */
export function writeHistoryCsv(records: PictureRecord[], sensitivity: Sensitivity): string {
  return writeCsv([headings, ...records.map((record) => rowOf(record, sensitivity))]);
}

function rowOf(record: PictureRecord, sensitivity: Sensitivity): (string | number)[] {
  const { picture, model, places } = record;
  const [latest] = places;
  return [
    latest.name,
    rate(record, sensitivity),
    record.score,
    record.label ?? '',
    toIso(record.seenAt),
    toIso(record.judgedAt),
    titleOf(latest),
    latest.kind === 'page' ? latest.url : '',
    latest.pictureUrl ?? '',
    picture.width,
    picture.height,
    picture.format,
    picture.sizeInBytes,
    model.name,
    model.revision,
    record.id,
  ];
}

function titleOf(place: Place): string {
  if (place.kind === 'page') return place.title;
  return place.kind === 'file' ? place.path : '';
}

function toIso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
