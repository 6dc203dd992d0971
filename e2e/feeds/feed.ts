/** A page as one of the big feeds shows it. Pictures are named by their `alt` or `aria-label`. */
export interface Feed {
  name: string;
  /** Where the page is served. */
  url: string;
  html: string;
  /** What gets badges by itself. */
  judged: string[];
  /** Blurred by the feed until somebody wants to see it. `show` is the button to press. */
  veiled: { label: string; show: string };
  /** The button that brings the next picture of a gallery. */
  gallery?: { next: string; brings: string };
  /** What is further down in a list that holds only what is near the screen. */
  further: string[];
}

/** The body of a page with the styles that all feeds here start from. */
export function toPage(style: string, body: string): string {
  return `<style>
    * { box-sizing: border-box } body { margin: 0; font: 15px/1.3 system-ui } img { border: 0 }
    main { width: 600px; margin: 0 auto } article { padding: 12px }
    ${style}</style>${body}`;
}

/** Every address of a picture in a page, for the test's server to answer. */
export function findPictureUrls({ html, url }: Pick<Feed, 'html' | 'url'>): string[] {
  const found = html.matchAll(
    /(?:\bsrc|poster|href)="([^"]+)"|url\(["']?([^"')]+)|[" ,](https:\S+) \d+w/g,
  );
  const urls = [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
  return [...new Set(urls.map((each) => new URL(each.replaceAll('&amp;', '&'), url).href))].filter(
    (each) => /\.(jpg|png|svg)|format=jpg|@jpeg/.test(each),
  );
}

/** A script that keeps only those posts in a list that are near the screen, as the feeds do. */
export function toVirtualList(list: string, posts: string[], heightInPixels: number): string {
  return `<template id="posts">${posts.map((post) => `<div>${post}</div>`).join('')}</template>
    <script>
      const list = document.querySelector('${list}');
      const posts = [...document.querySelector('#posts').content.children];
      list.style.cssText = 'position: relative; min-height: ' + posts.length * ${heightInPixels} + 'px';
      const cells = new Map();
      const show = () => {
        const first = Math.floor((scrollY - list.offsetTop) / ${heightInPixels}) - 1;
        posts.forEach((post, index) => {
          const isNear = index >= first && index < first + 4;
          if (!isNear) { cells.get(index)?.remove(); cells.delete(index); return; }
          if (cells.has(index)) return;
          const cell = document.createElement('div');
          cell.dataset.testid = 'cellInnerDiv';
          cell.style.cssText = 'position: absolute; width: 100%; transform: translateY(' + index * ${heightInPixels} + 'px)';
          cell.append(post.cloneNode(true));
          cells.set(index, cell);
          list.append(cell);
        });
      };
      addEventListener('scroll', show);
      show();
    </script>`;
}
