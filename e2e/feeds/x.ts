import { toPage, toVirtualList, type Feed } from './feed.ts';

/** The picture is painted as a background; the `<img>` with its text lies over it at opacity 0. */
function photo(id: string, alt: string, style = ''): string {
  const url = `https://pbs.twimg.com/media/${id}?format=jpg&amp;name=small`;
  return `<a href="/ada/status/1/photo/1" role="link" class="photo" style="${style}">
    <div data-testid="tweetPhoto" aria-label="Image" class="fill">
      <div class="fill bg" style="background-image: url(&quot;${url}&quot;)"></div>
      <img alt="${alt}" draggable="true" src="${url}" class="css-9pa8cd">
    </div></a>`;
}

function avatar(name: string, side = 40): string {
  const url = `https://pbs.twimg.com/profile_images/${name}/${name}_normal.jpg`;
  return `<div data-testid="UserAvatar-Container-${name}" style="width: ${side}px; height: ${side}px; position: relative">
    <div class="circle fill"><div class="fill bg" style="background-image: url(&quot;${url}&quot;)"></div>
    <img alt="" draggable="true" src="${url}" class="css-9pa8cd"></div></div>`;
}

const emoji =
  '<img alt="🌊" draggable="false" src="https://abs-0.twimg.com/emoji/v2/svg/1f30a.svg" style="height: 1.2em">';

function tweet(name: string, media: string): string {
  return `<article role="article" data-testid="tweet">${avatar(name)}
    <div data-testid="tweetText"><span>Words about it </span>${emoji}</div>${media}</article>`;
}

const gallery = `<div class="grid">${['left', 'right', 'below left', 'below right']
  .map((place, index) => photo(`G${index}`, `gallery ${place}`, 'height: 140px'))
  .join('')}</div>`;

const quote = `<div role="link" tabindex="0" class="quote">${avatar('grace', 20)}
  <div data-testid="tweetText">What I said then</div>${photo('Q1', 'quoted', 'height: 150px; width: 200px')}</div>`;

const sensitive = `<div style="position: relative"><div style="filter: blur(30px)">${photo('S1', 'sensitive', 'height: 300px')}</div>
  <div class="fill warning"><span>Content warning: Nudity</span>
  <button onclick="this.closest('.warning').previousElementSibling.style.filter = ''; this.closest('.warning').remove()">Show</button></div></div>`;

const video = `<div data-testid="videoPlayer" style="height: 250px"><video preload="none" playsinline aria-label="Embedded video"
  poster="https://pbs.twimg.com/amplify_video_thumb/1/img/v.jpg" src="blob:https://x.com/none" class="fill" style="position: static"></video></div>`;

const card = `<div data-testid="card.layoutLarge.media" style="height: 250px; position: relative"><div class="fill bg"
  style="background-image: url(&quot;https://pbs.twimg.com/card_img/1/c?format=jpg&amp;name=small&quot;)"></div>
  <img alt="card of a linked article" src="https://pbs.twimg.com/card_img/1/c?format=jpg&amp;name=small" class="css-9pa8cd"></div>`;

const posts = [
  tweet('ada', photo('A1', 'single', 'height: 300px')),
  tweet('alan', gallery),
  tweet('grace', quote),
  tweet('edsger', sensitive),
  tweet('barbara', video),
  tweet('donald', card),
];

export const x: Feed = {
  name: 'X',
  url: 'https://x.com/home',
  html: toPage(
    `.css-9pa8cd { position: absolute; inset: 0; width: 100%; height: 100%; opacity: 0; z-index: -1 }
    .fill { position: absolute; inset: 0; width: 100%; height: 100% } .photo { position: relative; display: block }
    .bg { background-size: cover; background-position: 50% } .circle { border-radius: 9999px; overflow: hidden; z-index: 0 }
    [data-testid=tweetPhoto] { z-index: 0; border-radius: 16px; overflow: hidden }
    .grid { display: grid; grid-template-columns: 1fr 1fr; gap: 2px } .quote { border: 1px solid #ccc; border-radius: 16px; padding: 12px }`,
    `<main><div data-testid="profile">${avatar('margaret', 134)}</div><div id="timeline"></div></main>
    ${toVirtualList('#timeline', posts, 420)}`,
  ),
  judged: ['single', 'gallery left', 'gallery right', 'gallery below left', 'gallery below right'],
  further: ['quoted', 'Embedded video', 'card of a linked article'],
  veiled: { label: 'sensitive', show: 'Show' },
};
