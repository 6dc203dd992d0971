/** Which pages a rule is about, taken apart. `path` is undefined where it is about all pages of its hosts. */
export interface SitePattern {
  host: string;
  /** `*.example.com`: example.com and everything below it. */
  hasSubdomains: boolean;
  /** With `*` for any characters, the slash too. */
  path: string | undefined;
}

/** Why a text names no pages. */
export const patternProblems = [
  'empty',
  'everything',
  'foreign',
  'query',
  'wildcard',
  'incomplete',
  'malformed',
] as const;
export type PatternProblem = (typeof patternProblems)[number];

export type TypedPattern =
  { status: 'read'; pattern: string } | { status: 'refused'; problem: PatternProblem };

const allSubdomains = '*.';
/** Of pages that rules can be about. The star is what browsers write for both. */
const webScheme = /^(https?|\*):\/\//i;

/**
 * Reads what a person typed or pasted, an address too, as a pattern in the one form in which rules are stored.
 *
 * @example readPattern('https://www.Example.com/') // example.com
 * @example readPattern('*.example.com'), readPattern('example.com/gallery/*') // as they are
 */
export function readPattern(typed: string): TypedPattern {
  const text = typed.trim();
  const problem = findProblem(text);
  if (problem) return { status: 'refused', problem };
  const pattern = parsePattern(text.replace(webScheme, ''));
  if (!pattern) return { status: 'refused', problem: 'malformed' };
  const isWhole = webScheme.test(text) || /[.:]|^localhost$/.test(pattern.host);
  if (!isWhole) return { status: 'refused', problem: 'incomplete' };
  return { status: 'read', pattern: formatPattern(pattern) };
}

/** Whether a stored value is a pattern as `readPattern` gives it, so that its match patterns reach what it names and nothing else. */
export function isSitePattern(value: string): boolean {
  const pattern = parsePattern(value);
  return pattern !== undefined && formatPattern(pattern) === value;
}

/** Takes a pattern apart; undefined where it names no pages. */
export function parsePattern(text: string): SitePattern | undefined {
  const hasSubdomains = text.startsWith(allSubdomains);
  const [, name = '', rest = ''] =
    /^([^/]*)(.*)$/.exec(hasSubdomains ? text.slice(allSubdomains.length) : text) ?? [];
  const address = `http://${name}${rest}`;
  if (/[*?#@\s\\]/.test(name) || /[?#\s\\]/.test(rest) || !URL.canParse(address)) return undefined;
  const { hostname, pathname } = new URL(address);
  const host = toHost(hostname);
  if (!isHost(host) || (hasSubdomains && isAddress(host))) return undefined;
  const path = /^\/\**$/.test(pathname) ? undefined : pathname.replaceAll(/\*+/g, '*');
  return { host, hasSubdomains, path };
}

/** The host of a page as rules name it: without `www.`, which rules include, and without a final dot. */
export function toHost(hostname: string): string {
  return hostname.replace(/^www\.(?=.)/, '').replace(/\.$/, '');
}

/** Whether a pattern is about a page, given by its URL. */
export function matchesPage({ host, hasSubdomains, path }: SitePattern, page: URL): boolean {
  const pageHost = toHost(page.hostname);
  const isOnHost = pageHost === host || (hasSubdomains && pageHost.endsWith(`.${host}`));
  return isOnHost && (path === undefined || matchesPath(path, page.pathname));
}

/** Positive where `a` says more precisely than `b` which pages it is about: a path before a host, a subdomain before its domain. */
export function compareSpecificity(a: SitePattern, b: SitePattern): number {
  return (
    lengthOf(a.path) - lengthOf(b.path) ||
    Number(b.hasSubdomains) - Number(a.hasSubdomains) ||
    a.host.length - b.host.length
  );
}

/** Whether two patterns have hosts in common. */
export function shareHosts(a: SitePattern, b: SitePattern): boolean {
  return coversHost(a, b) || coversHost(b, a);
}

/**
 * The match patterns under which the hosts of a pattern are reached, with `www.` where there can be one. Paths are left
 * out: a page changes its path without being loaded anew. Chrome takes back all patterns of a registration when one of
 * them is malformed.
 */
export function matchPatternsOf({ host, hasSubdomains }: SitePattern): string[] {
  if (hasSubdomains) return [`*://*.${host}/*`];
  return isAddress(host) ? [`*://${host}/*`] : [`*://${host}/*`, `*://www.${host}/*`];
}

function findProblem(text: string): PatternProblem | undefined {
  if (text === '') return 'empty';
  const isForeign = /^([\w+.-]+:\/\/|(about|data|blob|mailto|javascript):)/i.test(text);
  if (isForeign && !webScheme.test(text)) return 'foreign';
  const rest = text.replace(webScheme, '');
  const [host = ''] = rest.split('/');
  if (host === '*' || text === '<all_urls>') return 'everything';
  if (/[?#]/.test(rest)) return 'query';
  return host.replace(/^\*\./, '').includes('*') ? 'wildcard' : undefined;
}

function formatPattern({ host, hasSubdomains, path = '' }: SitePattern): string {
  return `${hasSubdomains ? allSubdomains : ''}${host}${path}`;
}

function lengthOf(path: string | undefined): number {
  return path === undefined ? -1 : path.replaceAll('*', '').length;
}

function coversHost(outer: SitePattern, inner: SitePattern): boolean {
  if (outer.host === inner.host) return outer.hasSubdomains || !inner.hasSubdomains;
  return outer.hasSubdomains && inner.host.endsWith(`.${outer.host}`);
}

/** Every piece between the stars in its turn, the first at the beginning and the last at the end. */
function matchesPath(glob: string, path: string): boolean {
  const [first = '', ...others] = glob.split('*');
  const last = others.pop();
  if (last === undefined) return path === first;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const piece of others) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return path.length - last.length >= at && path.endsWith(last);
}

function isHost(host: string): boolean {
  return /^\[[0-9a-f:]+\]$|^[\w-]+(\.[\w-]+)*$/.test(host);
}

function isAddress(host: string): boolean {
  return /^\[|^\d+(\.\d+){3}$/.test(host);
}
