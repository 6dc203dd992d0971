import type { Evaluation } from '../evaluation.ts';
import { describeCode } from '../report.ts';
import { html, type Markup } from './markup.ts';
import { describeDraws } from './words.ts';

/** How the figures were come by, so that nobody has to guess. */
export function writeNotes({ summary: { overall } }: Evaluation): Markup {
  return html`<section class="notes">
    <h2>How this was measured</h2>
    <p>
      The extension's own engine judged every picture in a real browser, with its own decoding and
      preprocessing. Everything but “By delivery” is about the pictures as named at the top.
    </p>
    <p>
      Intervals hold 95 % of 1,000 bootstrap draws: ${describeDraws(overall.resampled)}. Pictures of
      one source are alike, so whole sources are drawn where a class has two or more; with few
      sources the intervals are wide, and still rather too narrow than too wide.
    </p>
    <p>${writeBaseline(overall.baseline?.leftOut)}</p>
    <p>
      Smaller deliveries are made upright, in sRGB, and never enlarged. Average precision and
      reliability depend on how many of the pictures are fake: here ${overall.fake} of ${overall.n}.
    </p>
  </section>`;
}

function writeBaseline(leftOut: 'sources' | 'pictures' | undefined): Markup {
  if (!leftOut) {
    return html`There are too few pictures of one class to learn from file facts what is fake.`;
  }
  return html`“File facts alone” is a logistic regression that sees format, width, height, aspect
  and bits per pixel of the delivered file, and nothing of the picture. Each of its scores was
  learned from other ${leftOut}. What the model does not do better than this says nothing about
  pictures.`;
}

/** The files that could not be judged, in words. */
export function writeFailures({ failures }: Evaluation): Markup | null {
  if (failures.length === 0) return null;
  const byPath = Map.groupBy(failures, ({ path }) => path);
  return html`<section>
    <h2>Could not be judged</h2>
    <ul class="failures">
      ${[...byPath].map(
        ([path, [first]]) =>
          html`<li>
            <code>${path}</code> <span class="muted">${describeCode(first?.code ?? '')}</span>
          </li>`,
      )}
    </ul>
  </section>`;
}
