import { useEffect, useRef, useState } from 'preact/hooks';
import { describeSituations, findNews, type Situations } from './announce-models';
import type { ListedModel } from '../../lib/verdict/listed-model';
import type { Attempts } from './model';

/** The words for a live region: what changed of the models since the page was opened, not every byte of it. */
export function useAnnouncement(models: ListedModel[] | undefined, attempts: Attempts): string {
  const known = useRef<Situations>(undefined);
  const [announcement, setAnnouncement] = useState('');
  useEffect(() => {
    if (!models) return;
    const situations = describeSituations(models, attempts);
    const news = known.current ? findNews(known.current, situations) : [];
    known.current = situations;
    if (news.length > 0) setAnnouncement(news.join(' '));
  }, [models, attempts]);
  return announcement;
}
