import { fileNameOf, pictures, type Picture, type PictureName } from './pictures.ts';
import type { Post } from './posts.ts';

/** What a post's pictures are served from, ending in a slash. */
type PictureBase = string;

/** One post as HTML. */
export function renderPost(post: Post, base: PictureBase): string {
  const [author, detail] = authorOf(post);
  return `<article class="post">
  <header>
    <img class="avatar" src="/avatars/${author}.svg" alt="" width="44" height="44">
    <div><strong>${author}</strong><span>${detail}</span></div>
  </header>
  <p>${post.text}</p>
  ${renderPictures(post, base)}
  <footer><span>♡</span><span>↺</span><span>⤴</span></footer>
</article>`;
}

function authorOf(post: Post): [string, string] {
  if (post.kind === 'broken') return ['deliberate failure', post.file];
  if (post.kind === 'gallery') return ['gallery', `${post.pictures.length} seeds`];
  const { seed } = pictures[post.picture];
  return [post.picture, `seed ${seed}`];
}

function renderPictures(post: Post, base: PictureBase): string {
  if (post.kind === 'broken') {
    const source = new URL(post.file, base).href;
    return `<img class="photo" src="${source}" alt="${post.file}" width="600" height="300" loading="lazy">`;
  }
  if (post.kind === 'gallery') {
    const items = post.pictures.map((name) => renderImage(name, base, '300px')).join('\n');
    return `<div class="gallery">${items}</div>`;
  }
  const image = renderImage(post.picture, base, '600px');
  if (post.kind === 'formats') return renderFormats(post.picture, base, image);
  return `<div class="frame ${post.kind}">${image}</div>`;
}

function renderImage(name: PictureName, base: PictureBase, sizes: string): string {
  const picture: Picture = pictures[name];
  const { width, height, alt, widths } = picture;
  const source = new URL(fileNameOf(name, picture, Math.min(...widths)), base).href;
  return `<img class="photo" src="${source}" srcset="${srcset(name, picture, base)}" sizes="${sizes}"
    width="${width}" height="${height}" alt="${alt}" loading="lazy">`;
}

function renderFormats(name: PictureName, base: PictureBase, image: string): string {
  const picture: Picture = pictures[name];
  const source = `<source type="image/${picture.format}" srcset="${srcset(name, picture, base)}" sizes="600px">`;
  return `<picture class="frame">${source}${image}</picture>`;
}

function srcset(name: string, picture: Picture, base: PictureBase): string {
  return picture.widths
    .map((width) => `${new URL(fileNameOf(name, picture, width), base).href} ${width}w`)
    .join(', ');
}
