/**
 * Host names that lead to this computer or into its own network and not to the web, as URL parsers write them (IPv4 in
 * decimal, IPv6 shortened and in brackets). Written for JavaScript and for RE2, in which the browser keeps rules.
 */
export const ownHosts = {
  computer: [
    String.raw`(?:[^/]+\.)?localhost\.?`,
    String.raw`(?:0|127)(?:\.\d+){3}`,
    String.raw`\[::1?\]`,
  ],
  network: [
    // RFC 1918, link-local, shared with the provider (RFC 6598), IETF and benchmarks, multicast and reserved.
    String.raw`10(?:\.\d+){3}`,
    String.raw`172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}`,
    String.raw`(?:192\.168|169\.254|198\.1[89])(?:\.\d+){2}`,
    String.raw`100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])(?:\.\d+){2}`,
    String.raw`192\.0\.0\.\d+`,
    String.raw`2(?:2[4-9]|[345]\d)(?:\.\d+){3}`,
    // All but 2000::/3, and of that 2002::/16 and 2001::/32, in which IPv4 addresses hide.
    String.raw`\[(?:[^23]|[23][^:]{0,2}:|2002:|2001:0?:)[^/\]]*\]`,
    // Never to be delegated: RFC 6762 with its appendix G, RFC 8375, `.internal`.
    String.raw`(?:[^/]+\.)?(?:local|internal|home\.arpa|lan|home|corp|private|intranet)\.?`,
    // A name without a dot is one that the own network completes.
    String.raw`[^/.:\[\]]+\.?`,
  ],
};

const computer = toMatcher(ownHosts.computer);
const network = toMatcher(ownHosts.network);

/**
 * The place that a URL leads to, as far as its host name tells: `computer` for all names of this one, the host name itself
 * in its own network, undefined for the web and for what is no request at all. Names that a DNS server leads to a private
 * address look like any other.
 *
 * @example `findOwnPlace('http://2130706433/a.png')` is "computer", for that is 127.0.0.1.
 */
export function findOwnPlace(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  if (!/^https?:$/.test(protocol)) return undefined;
  if (computer.test(hostname)) return 'computer';
  return network.test(hostname) ? hostname.replace(/\.$/, '') : undefined;
}

/** Whether a page may make us request a URL: one on the web always, one of the own network only if the page is from there too. */
export function mayRequest(url: string, pageUrl: string | undefined): boolean {
  const place = findOwnPlace(url);
  return place === undefined || (pageUrl !== undefined && findOwnPlace(pageUrl) === place);
}

function toMatcher(patterns: readonly string[]): RegExp {
  return new RegExp(`^(?:${patterns.join('|')})$`);
}
