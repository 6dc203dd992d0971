import { isPictureElement } from '../find/find';

/** By these, servers of other sites are told nothing. */
const silentPolicies = ['no-referrer', 'never'];

/**
 * Whether the page told the server of a picture its own origin, when it asked for the picture that an element shows from
 * `url`. What cannot be seen from here is a policy that stands in the page's response headers alone.
 */
export function tellsOrigin(element: Element, url: string): boolean {
  const { protocol, origin } = location;
  const isDowngrade = protocol === 'https:' && !url.startsWith('https:');
  if (!/^https?:$/.test(protocol) || isDowngrade || !isAskedByPage(element)) return false;
  const policies = findPolicies(element);
  if (policies.some((policy) => silentPolicies.includes(policy))) return false;
  return !policies.includes('same-origin') || new URL(url).origin === origin;
}

/** A background of a style sheet is asked for in the name of that sheet, which may be another site's. */
function isAskedByPage(element: Element): boolean {
  if (isPictureElement(element) || /\burl\(/i.test(element.getAttribute('style') ?? ''))
    return true;
  const { styleSheets } = document;
  return [...styleSheets].every(({ href }) => !href || new URL(href).origin === location.origin);
}

/** The element's own policy, else whatever the page states: of several, it is not certain which one held. */
function findPolicies(element: Element): string[] {
  const own = element instanceof HTMLImageElement ? element.referrerPolicy : '';
  if (own !== '') return [own];
  const metas = [...document.querySelectorAll<HTMLMetaElement>('meta[name="referrer" i]')];
  return metas.map(({ content }) => content.trim().toLowerCase());
}
