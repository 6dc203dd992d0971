/** HTML or SVG that may go into a page as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What can stand between pieces of markup. Texts are escaped; what is absent leaves nothing. */
export type Child = Markup | string | number | null | undefined | false | readonly Child[];

/** Puts values into markup. Whatever is not `Markup` itself is text, and escaped. */
export function html(pieces: TemplateStringsArray, ...children: Child[]): Markup {
  return new Markup(String.raw({ raw: pieces }, ...children.map(render)));
}

function render(child: Child): string {
  if (child === null || child === undefined || child === false) return '';
  if (child instanceof Markup) return child.text;
  if (typeof child === 'string' || typeof child === 'number') return escape(String(child));
  return child.map(render).join('');
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
