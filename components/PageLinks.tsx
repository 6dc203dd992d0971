import { translate } from '../lib/language/translate';
import './PageLinks.css';

const pages = {
  check: { href: '/check.html', label: 'check_open' },
  history: { href: '/judged.html', label: 'history_open' },
  options: { href: '/options.html', label: 'options_open' },
  health: { href: '/health.html', label: 'health_open' },
} as const;

/** Who looks at pictures has no use for how the engine is doing: the way there leads through the options. */
const ways: Record<Place, readonly Page[]> = {
  check: ['history', 'options'],
  history: ['check', 'options'],
  options: ['check', 'history', 'health'],
  welcome: ['check', 'options'],
};

type Page = keyof typeof pages;
type Place = Exclude<Page, 'health'> | 'welcome';

interface PageLinksProps {
  /** The page that is open. */
  here: Place;
}

/** The ways from one of our pages to the others. */
export function PageLinks({ here }: PageLinksProps) {
  return (
    <nav class="page-links">
      {ways[here].map((page) => (
        <a key={page} class="page-links__link" href={pages[page].href}>
          {translate(pages[page].label)}
        </a>
      ))}
    </nav>
  );
}
