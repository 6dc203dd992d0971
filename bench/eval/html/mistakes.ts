import type { Mistake, Summary } from '../summary.ts';
import { html, type Child, type Markup } from './markup.ts';
import { figure, readableSource } from './words.ts';

/** The pictures that the model got most wrong, as they are. */
export function writeMistakes(
  { mistakes: { falseAlarms, misses } }: Summary,
  thumbnails: ReadonlyMap<string, string>,
): Markup | null {
  if (falseAlarms.length + misses.length === 0) return null;
  return html`<section>
    <h2>Worst mistakes</h2>
    ${writeGroup('Real, and called fake', writeAll(falseAlarms, thumbnails))}
    ${writeGroup('Fake, and not called so', writeAll(misses, thumbnails))}
  </section>`;
}

function writeGroup(title: string, pictures: Markup[]): Child {
  if (pictures.length === 0) return null;
  return html`<h3>${title}</h3>
    <ul class="mistakes">
      ${pictures}
    </ul>`;
}

function writeAll(mistakes: readonly Mistake[], thumbnails: ReadonlyMap<string, string>) {
  return mistakes.map((mistake) => writeMistake(mistake, thumbnails.get(mistake.path)));
}

function writeMistake({ path, label, source, technique, score }: Mistake, url: string | undefined) {
  const name = path.split('/').at(-1);
  return html`<li title="${path}">
    ${
      url === undefined
        ? html`<span class="no-picture"></span>`
        : html`<img src="${url}" alt="" width="240" height="240" />`
    }
    <span class="label ${label}">${label}</span> <b>${figure(score)}</b>
    <small>${readableSource(source)}${technique && ` · ${technique}`}</small>
    <small class="file">${name}</small>
  </li>`;
}
