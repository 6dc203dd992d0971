import { defineContentScript } from 'wxt/utils/define-content-script';
import { claimDocument } from '../lib/page/ask/lifetime';
import { startPage } from '../lib/page/start';

export default defineContentScript({
  registration: 'runtime',
  main(context) {
    const lifetime = claimDocument(context);
    if (lifetime) startPage({ lifetime, isTop: window === window.top });
  },
});
