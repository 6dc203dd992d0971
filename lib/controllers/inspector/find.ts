import type { InspectedPicture, InspectorState } from '../../../components/inspector/inspector';
import { translate } from '../../language/translate';
import { send } from '../../messaging/send';
import type { FoundRecord, PictureRecord, Place } from '../../verdict/history';

/** What is remembered of a picture. A host that does not answer remembers nothing. */
export async function findPicture(id: string): Promise<InspectorState['finding']> {
  if (id === '') return { status: 'missing' };
  const found = await send('host', 'findRecord', { id }).catch(() => undefined);
  const picture = found && describe(found);
  return picture ? { status: 'found', picture } : { status: 'missing' };
}

function describe({ record, judgement }: FoundRecord): InspectedPicture | undefined {
  if (!judgement) return undefined;
  const pictureUrl = record?.places.find((place) => place.pictureUrl !== null)?.pictureUrl ?? null;
  return {
    name: nameOf(record, pictureUrl),
    judgement,
    pictureUrl,
    page: record?.places.map(pageOf).find((page) => page !== null) ?? null,
  };
}

function nameOf(record: PictureRecord | undefined, pictureUrl: string | null): string {
  const named = record?.places.find(({ name }) => name !== '')?.name;
  return named ?? fileNameOf(pictureUrl) ?? translate('picture_unnamed');
}

function fileNameOf(url: string | null): string | undefined {
  if (url === null || !URL.canParse(url)) return undefined;
  return new URL(url).pathname.split('/').findLast((part) => part !== '');
}

function pageOf(place: Place): InspectedPicture['page'] {
  return place.kind === 'page' ? { url: place.url, title: place.title } : null;
}
