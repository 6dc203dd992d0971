import type messages from '../../public/_locales/en/messages.json';
import { browser } from '../browser';

export type MessageKey = keyof typeof messages;

/** The text of `key` in the person's language. `substitutions` fill its placeholders in order; numbers are already formatted. */
export function translate(key: MessageKey, ...substitutions: string[]): string {
  return browser.i18n.getMessage(key, substitutions);
}

let language: string | undefined;

/**
 * The person's language as a BCP 47 tag, for numbers and dates. It stays as long as the browser runs, and is among the
 * messages: `getUILanguage()` kept pages waiting for up to 0.7 s.
 */
export function uiLanguage(): string {
  language ??= browser.i18n.getMessage('@@ui_locale').replaceAll('_', '-');
  return language;
}
