import {
  compareSpecificity,
  matchesPage,
  matchPatternsOf,
  parsePattern,
  shareHosts,
  toHost,
  type SitePattern,
} from './site-pattern';

/**
 * When the pictures of a page are checked: as they come into view, when the pointer rests on one, when the person presses
 * its badge, or only by a right-click.
 */
export const siteModes = ['automatic', 'hover', 'click', 'never'] as const;
export type SiteMode = (typeof siteModes)[number];

/** `pattern` as `readPattern` gives it. */
export interface SiteRule {
  pattern: string;
  mode: SiteMode;
}

/** `elsewhere` holds for pages that no rule is about: `never` means "only on these sites", all else "everywhere, except". */
export interface SiteRules {
  elsewhere: SiteMode;
  rules: SiteRule[];
}

/** The big social feeds, on which badges appear by themselves until the person says otherwise. */
const bigFeeds = [
  'x.com',
  'reddit.com',
  'facebook.com',
  'instagram.com',
  'threads.com',
  'bsky.app',
  'mastodon.social',
  'pinterest.com',
  'linkedin.com',
  'tumblr.com',
  'tiktok.com',
];

export const defaultRules: SiteRules = {
  elsewhere: 'never',
  rules: bigFeeds.map((pattern) => ({ pattern, mode: 'automatic' })),
};

/** Until version 2 a list of hosts on which pictures were checked; nothing happened elsewhere. */
export type SitesV1 = string[];

/** What is no list was written by this version already: a context that read nothing leaves no version behind. */
export function migrateSitesToV2(stored: SitesV1 | SiteRules): SiteRules {
  if (!Array.isArray(stored)) return stored;
  return { elsewhere: 'never', rules: stored.map((pattern) => ({ pattern, mode: 'automatic' })) };
}

/** What may be done on a page: what the most specific rule about it says. Nothing on pages that are not http or https. */
export function findMode(rules: SiteRules, url: string | undefined): SiteMode {
  if (findSite(url) === undefined) return 'never';
  return findRule(rules, url)?.mode ?? rules.elsewhere;
}

/** The most specific rule about a page. */
export function findRule({ rules }: SiteRules, url: string | undefined): SiteRule | undefined {
  if (!url || findSite(url) === undefined) return undefined;
  const page = new URL(url);
  const about = rules.map((rule) => ({ rule, pattern: parsePattern(rule.pattern) }));
  const [best] = about
    .flatMap(({ rule, pattern }) =>
      pattern && matchesPage(pattern, page) ? { rule, pattern } : [],
    )
    .toSorted((a, b) => compareSpecificity(b.pattern, a.pattern));
  return best?.rule;
}

/** The site of a page: its host without `www.`, or undefined where no rule can apply (not http or https). */
export function findSite(url: string | undefined): string | undefined {
  if (!url || !URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) ? toHost(hostname) : undefined;
}

/** The pattern whose rule decides over a page once the person chooses a mode there: the path's rule in force, else the site. */
export function findPatternToChange(rules: SiteRules, url: string): string | undefined {
  const inForce = findRule(rules, url)?.pattern;
  return inForce?.includes('/') ? inForce : findSite(url);
}

/** The rules with one more, or with another mode in one. */
export function withRule({ elsewhere, rules }: SiteRules, rule: SiteRule): SiteRules {
  const isKnown = rules.some(({ pattern }) => pattern === rule.pattern);
  if (!isKnown) return { elsewhere, rules: [...rules, rule] };
  return {
    elsewhere,
    rules: rules.map((other) => (other.pattern === rule.pattern ? rule : other)),
  };
}

export function withoutRule({ elsewhere, rules }: SiteRules, pattern: string): SiteRules {
  return { elsewhere, rules: rules.filter((rule) => rule.pattern !== pattern) };
}

/** Where a person has Candid work by itself: on the big feeds, on every page, or nowhere until asked. */
export type Workplace = 'feeds' | 'everywhere' | 'asked';

/** What the rules amount to, undefined where the person made their own about the big feeds or about all other pages. */
export function findWorkplace({ elsewhere, rules }: SiteRules): Workplace | undefined {
  const ofFeeds = rules.filter(isOfFeed);
  const areAutomatic = ofFeeds.every(({ mode }) => mode === 'automatic');
  if (elsewhere === 'automatic') return areAutomatic ? 'everywhere' : undefined;
  if (elsewhere !== 'never') return undefined;
  if (ofFeeds.length === 0) return 'asked';
  return areAutomatic && ofFeeds.length === bigFeeds.length ? 'feeds' : undefined;
}

/** The rules once the person chose. Those that they made for other sites stay. */
export function withWorkplace({ rules }: SiteRules, workplace: Workplace): SiteRules {
  const own = rules.filter((rule) => !isOfFeed(rule));
  return {
    elsewhere: workplace === 'everywhere' ? 'automatic' : 'never',
    rules: workplace === 'asked' ? own : [...defaultRules.rules, ...own],
  };
}

function isOfFeed({ pattern }: SiteRule): boolean {
  return bigFeeds.includes(pattern);
}

/** Match patterns of all pages where our code has something to do, and of those among them where it never has. */
export interface Reach {
  matches: string[];
  excludeMatches: string[];
}

/** By hosts only, so a page whose path has a rule of its own may be reached for nothing. */
export function findReach({ elsewhere, rules }: SiteRules): Reach {
  const parsed = rules.flatMap(({ pattern, mode }) => {
    const where = parsePattern(pattern);
    return where ? { where, mode } : [];
  });
  const active = parsed.filter(({ mode }) => mode !== 'never').map(({ where }) => where);
  const isOpenWithin = (closed: SitePattern) =>
    active.some((open) => shareHosts(closed, open) && compareSpecificity(open, closed) > 0);
  const closed = parsed
    .filter(({ where, mode }) => mode === 'never' && where.path === undefined)
    .map(({ where }) => where)
    .filter((where) => !isOpenWithin(where));
  return {
    matches: elsewhere === 'never' ? toMatchPatterns(active) : ['*://*/*'],
    excludeMatches: toMatchPatterns(closed),
  };
}

function toMatchPatterns(patterns: SitePattern[]): string[] {
  return [...new Set(patterns.flatMap(matchPatternsOf))];
}
