import { toPage, type Feed } from './feed.ts';

const files = 'https://files.mastodon.social';

function avatar(name: string, side = 46): string {
  return `<div class="account__avatar" style="width: ${side}px; height: ${side}px; border-radius: 8px; overflow: hidden"><img alt="" width="${side}" src="${files}/accounts/avatars/000/000/001/original/${name}.jpg"></div>`;
}

/** Behind every picture lies a blurred sketch of it, which is all there is while the picture is hidden. */
function item(id: string, alt: string, isHidden = false): string {
  const image = `<a class="media-gallery__item-thumbnail" href="${files}/media_attachments/files/${id}/original/${id}.jpg"><img alt="${alt}" title="${alt}" lang="en" style="object-position: 50% 50%"
    src="${files}/media_attachments/files/${id}/small/${id}.jpg" srcset="${files}/media_attachments/files/${id}/original/${id}.jpg 1200w, ${files}/media_attachments/files/${id}/small/${id}.jpg 400w" sizes="280px"></a>`;
  return `<div class="media-gallery__item"><canvas class="media-gallery__preview" width="32" height="32"></canvas>${isHidden ? `<template>${image}</template>` : image}</div>`;
}

const emoji = `<img draggable="false" class="emojione custom-emoji" alt=":blobcat:" title=":blobcat:" width="70" height="70" src="${files}/custom_emojis/images/000/1/static/blobcat.png">`;

function status(name: string, rest: string): string {
  return `<article><div class="status">${avatar(name)}<div class="status__content"><p>Words</p></div>${rest}</div></article>`;
}

const hidden = `<div class="media-gallery sensitive">${item('s1', 'behind a warning', true)}
  <div class="spoiler-button"><button onclick="const [t] = this.closest('.sensitive').getElementsByTagName('template'); t.replaceWith(t.content); this.parentElement.remove()">Sensitive content</button></div></div>`;
const card = `<a class="status-card" href="https://news.test/"><div class="status-card__image" style="height: 200px"><canvas class="status-card__image-preview" width="32" height="32"></canvas><img alt="of a linked page" class="status-card__image-image" src="${files}/cache/preview_cards/images/1/original/card.jpg"></div></a>`;
const quote = `<div class="status__quote">${status('grace', `<div class="media-gallery">${item('q1', 'in a quoted post')}</div>`)}</div>`;
const header = `<div class="account__header__image"><img alt="header of a profile" width="600" height="150" style="object-fit: cover" src="${files}/accounts/headers/000/000/001/original/h.jpg"></div>`;

export const mastodon: Feed = {
  name: 'Mastodon',
  url: 'https://mastodon.social/home',
  html: toPage(
    `.media-gallery { position: relative; display: grid; grid-template-columns: 1fr 1fr; gap: 8px; height: 190px } .media-gallery__item { position: relative }
    .media-gallery img, canvas, .status-card__image img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover }
    .status-card__image { position: relative } .spoiler-button { position: absolute; inset: 0 } canvas { background: #456 }`,
    `<main>${header}${avatar('margaret', 90)}
    ${status('ada', `${emoji}<div class="media-gallery">${item('a1', 'gallery left')}${item('a2', 'gallery right')}</div>`)}
    ${status('alan', quote)}${status('edsger', hidden)}${status('donald', card)}</main>
    <script>
      for (const canvas of document.querySelectorAll('canvas')) {
        const context = canvas.getContext('2d');
        for (let at = 0; at < 32; at++) { context.fillStyle = 'hsl(' + at * 5 + ' 50% 50%)'; context.fillRect(at, 0, 1, 32); }
      }
    </script>`,
  ),
  judged: [
    'header of a profile',
    'gallery left',
    'gallery right',
    'in a quoted post',
    'of a linked page',
  ],
  further: [],
  veiled: { label: 'behind a warning', show: 'Sensitive content' },
};
