import type messages from '../../public/_locales/en/messages.json';
import { browser } from '../browser';

export type MessageKey = keyof typeof messages;

/** The text of `key` in the person's language. `substitutions` fill its placeholders in order; numbers are already formatted. */
export function translate(key: MessageKey, ...substitutions: string[]): string {
  return browser.i18n.getMessage(key, substitutions);
}

/** The person's language as a BCP 47 tag, for numbers and dates. */
export function uiLanguage(): string {
  return browser.i18n.getUILanguage();
}
