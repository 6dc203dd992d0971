import polyfill from 'webextension-polyfill';

/** The polyfill's types lag behind Chrome: what this extension uses of the rest comes from `@types/chrome`. */
interface NewerApis {
  declarativeNetRequest: typeof chrome.declarativeNetRequest;
  offscreen: typeof chrome.offscreen;
  runtime: Pick<typeof chrome.runtime, 'getContexts'>;
}

/** The one door to the browser's extension API. */
export const browser = polyfill as typeof polyfill & NewerApis;
