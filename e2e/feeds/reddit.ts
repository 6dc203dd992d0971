import { toPage, type Feed } from './feed.ts';

const preview = (name: string) =>
  `https://preview.redd.it/${name}.jpg?width=640&amp;crop=smart&amp;auto=webp&amp;s=0a`;

/** The same picture twice: blurred to fill the frame, and whole before it. */
function picture(name: string, alt: string): string {
  return `<shreddit-aspect-ratio><div class="media"><img class="fill post-background-image-filter" alt="backdrop of ${alt}" src="${preview(name)}">
    <img class="fill media-lightbox-img" alt="${alt}" src="${preview(name)}" srcset="${preview(name)} 640w, ${preview(`${name}-1080`)} 1080w" sizes="560px" style="object-fit: contain"></div></shreddit-aspect-ratio>`;
}

function icon(name: string): string {
  return `<span class="icon"><img alt="r/${name} icon" class="shreddit-subreddit-icon__icon" style="width: 24px" src="https://styles.redditmedia.com/t5_${name}/styles/communityIcon_${name}.png"></span>`;
}

const carousel = `<gallery-carousel><template shadowrootmode="open"><style>:host { display: block; overflow: hidden } ul { display: flex; list-style: none; margin: 0; padding: 0; transition: transform .2s }</style>
    <ul><slot></slot></ul><button id="next">Next</button></template>
  ${['first slide', 'second slide'].map((alt) => `<li style="flex: 0 0 100%">${picture(alt.replace(' ', '-'), alt)}</li>`).join('')}</gallery-carousel>`;

const nsfw = `<shreddit-blurred-container reason="nsfw" style="display: block; position: relative"><template shadowrootmode="open">
    <style>.blurred { filter: blur(40px) } :host([open]) .blurred { filter: none } button { position: absolute; top: 50% }</style>
    <div class="blurred"><slot></slot></div><button onclick="this.getRootNode().host.setAttribute('open', '')">View NSFW content</button></template>
  ${picture('nsfw', 'not safe for work')}</shreddit-blurred-container>`;

const thumbnail = `<faceplate-img style="display: inline-block"><img class="thumbnail" alt="compact thumbnail" width="144" height="108" src="https://b.thumbs.redditmedia.com/t.jpg"></faceplate-img>`;

const hoverCard = `<div class="profile"><img alt="u/ada avatar" class="rounded-full" style="width: 128px; height: 128px; border-radius: 64px" src="https://i.redd.it/snoovatar/avatars/ada.png">
  <img alt="award" width="16" src="https://i.redd.it/award_images/gold.png"></div>`;

function post(media: string): string {
  return `<article><shreddit-post>${icon('pics')}<h3>A title</h3>${media}</shreddit-post></article>`;
}

export const reddit: Feed = {
  name: 'Reddit',
  url: 'https://www.reddit.com/r/pics/',
  html: toPage(
    `.media { position: relative; height: 240px; overflow: hidden } .fill { position: absolute; inset: 0; width: 100%; height: 100% }
    .post-background-image-filter { filter: blur(24px); object-fit: cover; transform: scale(1.2); opacity: .3 }`,
    `<main>${hoverCard}${post(picture('one', 'a post'))}${post(carousel)}${post(thumbnail)}${post(nsfw)}</main>
    <script>
      const root = document.querySelector('gallery-carousel').shadowRoot;
      root.querySelector('#next').onclick = () => { root.querySelector('ul').style.transform = 'translateX(-100%)'; };
    </script>`,
  ),
  judged: ['a post', 'first slide', 'compact thumbnail'],
  further: [],
  gallery: { next: 'Next', brings: 'second slide' },
  veiled: { label: 'not safe for work', show: 'View NSFW content' },
};
