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

/** The match patterns under which a site's pages are reached, with and without `www.`. */
export function matchPatternsOf(site: string): string[] {
  return [`*://${site}/*`, `*://www.${site}/*`];
}

export function isAllowed(sites: string[], url: string | undefined): boolean {
  const site = findSite(url);
  return site !== undefined && sites.includes(site);
}
