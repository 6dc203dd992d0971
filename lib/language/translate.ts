import type messages from '../../public/_locales/en/messages.json';
import { browser } from '../browser';

export type MessageKey = keyof typeof messages;

/** The text of `key` in the person's language. `substitutions` fill its placeholders in order; numbers are already formatted. */
export function translate(key: MessageKey, ...substitutions: string[]): string {
  return browser.i18n.getMessage(key, substitutions);
}

/** A fraction as a whole percentage in the person's language: 0.094 → "9 %". */
export function formatPercent(fraction: number): string {
  return new Intl.NumberFormat(browser.i18n.getUILanguage(), {
    style: 'percent',
    maximumFractionDigits: fraction > 0 && fraction < 0.01 ? 1 : 0,
  }).format(fraction);
}
