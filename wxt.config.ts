import { defineConfig } from 'wxt';
import { ortAlias } from './lib/inference/ort-build.ts';
import {
  bundleModel,
  catalogPath,
  planPackage,
  readCatalog,
} from './models/packaging/build-catalog.ts';
import { checkPackage } from './models/packaging/check-package.ts';
import { describePackage } from './models/packaging/describe-package.ts';

const root = import.meta.dirname;
const { CANDID_BUNDLE, CANDID_CATALOG, CANDID_OUT, CANDID_ACCEPT_SOFTWARE_ADAPTER } = process.env;
const chosen = bundleModel(root, readCatalog(root, CANDID_CATALOG), CANDID_BUNDLE);
const { catalog, files } = planPackage(root, chosen);

/** Lets code that imports the catalog see the one of this build. */
const replaceCatalog = {
  name: 'candid-catalog',
  enforce: 'pre' as const,
  load: (id: string) => (id.endsWith(`/${catalogPath}`) ? JSON.stringify(catalog) : null),
};

/** What only one of the browsers knows. Firefox hosts the engine in its background page, which nothing isolates. */
const ownKeys = {
  chrome: {
    minimum_chrome_version: '148',
    incognito: 'split' as const,
    cross_origin_embedder_policy: { value: 'require-corp' as const },
    cross_origin_opener_policy: { value: 'same-origin' as const },
    message_serialization: 'structured_clone',
  },
  firefox: {
    incognito: 'spanning' as const,
    browser_specific_settings: {
      gecko: {
        id: 'candid@pictures',
        strict_min_version: '153.0',
        data_collection_permissions: { required: ['none' as const] },
      },
    },
  },
};

/** Browsers of Portugal take no words of Brazil, and Chrome knows no Portuguese without a country. */
const portugueseOfPortugal = {
  absoluteSrc: `${root}/public/_locales/pt_BR/messages.json`,
  relativeDest: '_locales/pt_PT/messages.json',
};

const isFirefox = (browser: string) => browser === 'firefox';

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  outDir: CANDID_OUT ?? '.output',
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    permissions: [
      'storage',
      'unlimitedStorage',
      'scripting',
      'contextMenus',
      ...(isFirefox(browser) ? [] : ['offscreen' as const]),
      'declarativeNetRequestWithHostAccess',
    ],
    host_permissions: ['<all_urls>'],
    action: { default_title: '__MSG_extensionName__' },
    // On a Mac, Option and a letter type a character.
    commands: {
      'check-page': {
        suggested_key: { default: 'Alt+C', mac: 'MacCtrl+Shift+C' },
        description: '__MSG_shortcut_checkPage__',
      },
      'toggle-site': {
        suggested_key: { default: 'Alt+S', mac: 'MacCtrl+Shift+S' },
        description: '__MSG_shortcut_toggleSite__',
      },
    },
    content_security_policy: {
      extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'",
    },
    ...(isFirefox(browser) ? ownKeys.firefox : ownKeys.chrome),
  }),
  // Firefox's reviewers build it anew from these.
  zip: {
    includeSources: ['.npmrc'],
    excludeSources: ['models/fetched/**', 'e2e/artifacts/**', 'test-results/**'],
  },
  hooks: {
    'build:publicAssets': (_, assets) => {
      assets.push(...files, portugueseOfPortugal);
    },
    'build:done': (wxt) => {
      const folder = wxt.config.outDir;
      const content = checkPackage({ folder, runtime: `${root}/node_modules/onnxruntime-web` });
      for (const line of describePackage(catalog, content)) wxt.logger.info(line);
    },
  },
  vite: ({ browser }) => ({
    plugins: [replaceCatalog],
    resolve: { alias: ortAlias },
    // Nobody is to wait for a program that plays a GPU: only tests say true.
    define: { __ACCEPT_SOFTWARE_ADAPTER__: String(CANDID_ACCEPT_SOFTWARE_ADAPTER === '1') },
    worker: { format: 'es' },
    // The linter of Firefox's store reads no younger JavaScript.
    build: { target: isFirefox(browser) ? 'firefox140' : 'chrome148' },
  }),
});
