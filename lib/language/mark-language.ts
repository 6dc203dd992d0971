import { translate } from './translate';

/**
 * Says of an element that holds our words which language they are in and where its lines begin, as its `lang` and `dir`.
 * Both come with the words: where the browser speaks a language that we do not, its own would be wrong about them.
 */
export function markLanguage(element: { lang: string; dir: string }): void {
  element.lang = translate('language_tag');
  element.dir = translate('language_direction');
}
