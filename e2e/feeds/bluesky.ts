import { toPage, toVirtualList, type Feed } from './feed.ts';

const cdn = 'https://cdn.bsky.app/img';

function avatar(name: string, side = 42): string {
  return `<div style="width: ${side}px; height: ${side}px"><img data-testid="userAvatarImage" alt="" fetchpriority="auto" draggable="false" style="width: ${side}px; height: ${side}px; border-radius: ${side / 2}px" src="${cdn}/avatar_thumbnail/plain/did:plc:${name}/bafkrei${name}@jpeg"></div>`;
}

function image(id: string, alt: string, height: number): string {
  return `<button role="button" aria-label="${alt}" class="image" style="height: ${height}px"><div data-expoimage="true" class="fill"><div class="fill"><img
    alt="${alt}" class="fill" style="object-fit: cover" src="${cdn}/feed_thumbnail/plain/did:plc:ada/bafkrei${id}@jpeg"></div></div></button>`;
}

function post(name: string, embed: string): string {
  return `<div role="link" data-testid="feedItem-by-${name}.bsky.social" class="post">${avatar(name)}<div data-testid="postText">Words</div>${embed}</div>`;
}

const pair = `<div style="display: flex; gap: 4px">${image('p1', 'one of two', 200)}${image('p2', 'two of two', 200)}</div>`;
const quote = `<div role="link" class="quote">${avatar('grace', 16)}<div>Quoted words</div>${image('q', 'in a quoted post', 160)}</div>`;
const external = `<a class="quote" style="display: block" href="https://news.test/">${image('e', 'of a linked page', 200)}<div>news.test</div></a>`;
const video = `<figure style="margin: 0"><video preload="none" playsinline loop aria-label="a video by Tim" poster="https://video.bsky.app/watch/did/bafkreiv/thumbnail.jpg" style="width: 100%; height: 260px"></video></figure>`;
/** What a label hides is blurred behind a button that shows it. */
const labelled = `<div class="hider"><button onclick="this.nextElementSibling.style.filter = 'none'; this.remove()">Adult content</button><div style="filter: blur(22px)">${image('l', 'labelled', 220)}</div></div>`;

const posts = [
  post('ada', image('a', 'a single image', 300)),
  post('alan', pair),
  post('grace', quote),
  post('edsger', labelled),
  post('tim', video),
  post('donald', external),
];

export const bluesky: Feed = {
  name: 'Bluesky',
  url: 'https://bsky.app/',
  html: toPage(
    `.fill { position: absolute; inset: 0; width: 100%; height: 100% } .image { position: relative; width: 100%; border: 0; padding: 0; border-radius: 12px; overflow: hidden }
    .post { padding: 12px } .quote { border: 1px solid #ccd; border-radius: 12px; padding: 12px }`,
    `<main><div data-testid="profileView">${avatar('margaret', 94)}</div><div id="feed"></div></main>${toVirtualList('#feed', posts, 400)}`,
  ),
  judged: ['a single image', 'one of two', 'two of two'],
  further: ['in a quoted post', 'a video by Tim', 'of a linked page'],
  veiled: { label: 'labelled', show: 'Adult content' },
};
