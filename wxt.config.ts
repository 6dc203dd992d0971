import { defineConfig } from 'wxt';
import catalog from './models/catalog.json' with { type: 'json' };

/** Files of embedded models, from `models/` in the repository to the same path in the package. */
const embeddedModelFiles = catalog.models
  .filter((model) => model.folder !== null)
  .flatMap((model) => Object.keys(model.files).map((name) => `${model.folder}/${name}`));

export default defineConfig({
  imports: false,
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    minimum_chrome_version: '148',
    incognito: 'split',
    permissions: ['storage', 'unlimitedStorage', 'scripting', 'contextMenus', 'offscreen'],
    host_permissions: ['<all_urls>'],
    action: { default_title: '__MSG_extensionName__' },
    cross_origin_embedder_policy: { value: 'require-corp' },
    cross_origin_opener_policy: { value: 'same-origin' },
    content_security_policy: {
      extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'",
    },
    ...(browser === 'chrome' && { message_serialization: 'structured_clone' }),
  }),
  hooks: {
    'build:publicAssets': (wxt, assets) => {
      for (const file of embeddedModelFiles) {
        assets.push({ absoluteSrc: `${wxt.config.root}/${file}`, relativeDest: file });
      }
    },
  },
  vite: () => ({
    // Nobody is to wait for a program that plays a GPU: only tests say true.
    define: { __ACCEPT_SOFTWARE_ADAPTER__: 'false' },
    worker: { format: 'es' },
    build: { target: 'chrome148' },
  }),
});
