/** The big social feeds on which badges appear by themselves until the person says otherwise. */
export const defaultSites = [
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

/** The site of a page: its host name without `www.`, or undefined where no site rule can apply (not http or https). */
export function findSite(url: string | undefined): string | undefined {
  if (!url || !URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) ? hostname.replace(/^www\./, '') : undefined;
}

/** Whether a stored value is a host name as `findSite` gives it, so that its match patterns reach that site and no other. */
export function isSite(value: string): boolean {
  return !value.includes('*') && findSite(`http://${value}/`) === value;
}

/**
 * The match patterns under which a site's pages are reached: with and without `www.`, which an IP address cannot have.
 * Chrome takes back all patterns of a registration when one of them is malformed.
 */
export function matchPatternsOf(site: string): string[] {
  const isAddress = /^\[|^\d+(\.\d+){3}$/.test(site);
  return isAddress ? [`*://${site}/*`] : [`*://${site}/*`, `*://www.${site}/*`];
}

export function isAllowed(sites: string[], url: string | undefined): boolean {
  const site = findSite(url);
  return site !== undefined && sites.includes(site);
}
