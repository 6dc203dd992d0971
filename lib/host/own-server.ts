/**
 * Whether a picture lies on the page's own site, as far as is certain without a list of public suffixes: on the page's host
 * or on one below it, by the same scheme. `www.` is no part of a site's name.
 *
 * @example `isOwnServer('https://img.news.test/a.jpg', 'https://www.news.test/')` is true, the other way round it is not.
 */
export function isOwnServer(url: string, pageUrl: string | undefined): boolean {
  if (!pageUrl || !URL.canParse(pageUrl) || !URL.canParse(url)) return false;
  const picture = new URL(url);
  const page = new URL(pageUrl);
  if (!/^https?:$/.test(page.protocol) || picture.protocol !== page.protocol) return false;
  const site = page.host.replace(/^www\./, '');
  if (picture.host === page.host || picture.host === site) return true;
  const isAddress = /^\[|^\d+(\.\d+){3}(:|$)/.test(site);
  return !isAddress && site.includes('.') && picture.host.endsWith(`.${site}`);
}
