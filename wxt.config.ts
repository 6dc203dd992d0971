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

export default defineConfig({
  imports: false,
  outDir: CANDID_OUT ?? '.output',
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    minimum_chrome_version: '148',
    incognito: 'split',
    permissions: [
      'storage',
      'unlimitedStorage',
      'scripting',
      'contextMenus',
      'offscreen',
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
    cross_origin_embedder_policy: { value: 'require-corp' },
    cross_origin_opener_policy: { value: 'same-origin' },
    content_security_policy: {
      extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'",
    },
    ...(browser === 'chrome' && { message_serialization: 'structured_clone' }),
  }),
  hooks: {
    'build:publicAssets': (_, assets) => {
      assets.push(...files);
    },
    'build:done': (wxt) => {
      const folder = wxt.config.outDir;
      const content = checkPackage({ folder, runtime: `${root}/node_modules/onnxruntime-web` });
      for (const line of describePackage(catalog, content)) wxt.logger.info(line);
    },
  },
  vite: () => ({
    plugins: [replaceCatalog],
    resolve: { alias: ortAlias },
    // Nobody is to wait for a program that plays a GPU: only tests say true.
    define: { __ACCEPT_SOFTWARE_ADAPTER__: String(CANDID_ACCEPT_SOFTWARE_ADAPTER === '1') },
    worker: { format: 'es' },
    build: { target: 'chrome148' },
  }),
});
