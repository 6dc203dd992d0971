import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { markColour } from '../../../lib/verdict/mark-colours.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Thresholds } from '../figures.ts';
import { writeHeadline } from './headline.ts';
import { html, Markup } from './markup.ts';
import { writeMistakes } from './mistakes.ts';
import { writeFailures, writeNotes } from './notes.ts';
import { drawHistogram } from './plots/histogram.ts';
import { drawReliability } from './plots/reliability.ts';
import { drawRoc } from './plots/roc.ts';
import { writeDeliveries, writeSlices } from './slices.ts';
import { figure } from './words.ts';
import { writeZones } from './zones.ts';

const root = resolve(import.meta.dirname, '../../..');

interface PageContent {
  evaluation: Evaluation;
  /** data: URLs of the worst mistakes, by path. */
  thumbnails: ReadonlyMap<string, string>;
  modelName: string;
}

/** The whole evaluation as one HTML file that asks no server for anything. */
export function writePage({ evaluation, thumbnails, modelName }: PageContent): string {
  const { summary } = evaluation;
  const title = `How often ${modelName} is wrong`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        />
        <title>${title}</title>
        <style>
          ${readStyles()}
        </style>
      </head>
      <body>
        <main>
          <header>
            <h1>${title}</h1>
            <p class="muted">${describeRun(evaluation)}</p>
          </header>
          ${writeHeadline(summary)} ${writePlots(evaluation)} ${writeZones(summary)}
          ${writeDeliveries(summary)} ${writeSlices('By source', summary.sources)}
          ${writeSlices('By technique', summary.techniques)} ${writeMistakes(summary, thumbnails)}
          ${writeFailures(evaluation)} ${writeNotes(evaluation)}
        </main>
      </body>
    </html>`.text;
}

function describeRun({ model, engine, createdAt, folder }: Evaluation): string {
  return [
    `${model.id}, revision ${model.revision.slice(0, 12)}`,
    `weights ${model.sha256.slice(0, 12)}`,
    `${engine.rung} in ${engine.precision}`,
    folder,
    createdAt.slice(0, 10),
  ].join(' · ');
}

function writePlots({ summary }: Evaluation): Markup {
  const { plots, overall, thresholds } = summary;
  return html`<section>
    <h2>Scores</h2>
    <figure>
      ${drawHistogram(plots, thresholds)}
      <figcaption class="muted">
        Upwards <span class="swatch fake"></span> ${overall.fake} fakes, downwards
        <span class="swatch real"></span> ${overall.real} reals, by score. Dashed:
        ${describeZones(thresholds)}.
      </figcaption>
    </figure>
    <div class="pair">
      <figure>
        <h3>Fakes found over false alarms (ROC)</h3>
        ${drawRoc(plots, overall)}
        <figcaption class="key muted">
          <span><span class="swatch line model"></span> the model</span>
          <span><span class="swatch line baseline"></span> file facts alone</span>
        </figcaption>
      </figure>
      <figure>
        <h3>Is a score what it says? (reliability)</h3>
        ${drawReliability(plots.reliability)}
        <figcaption class="muted">
          On the line it is. Larger dots are more pictures. Expected calibration error
          ${figure(overall.model.calibrationError)}; file facts alone
          ${figure(overall.baseline?.calibrationError)}.
        </figcaption>
      </figure>
    </div>
  </section>`;
}

function describeZones({ realBelow, fakeAtLeast: { alert, cautious } }: Thresholds): string {
  return [
    realBelow === null ? 'no real zone' : `real below ${realBelow}`,
    alert === null ? 'no alert zone' : `fake from ${alert} (alert)`,
    cautious === null ? 'no cautious zone' : `fake from ${cautious} (cautious)`,
  ].join(', ');
}

/** The product's own look, so that a report is recognised. */
function readStyles(): Markup {
  const colours = (['real', 'fake', 'unsure'] as const).map(
    (mark) => `--${mark}: ${markColour(mark)};`,
  );
  const tokens = readFileSync(join(root, 'components/tokens.css'), 'utf8');
  const own = readFileSync(join(import.meta.dirname, 'page.css'), 'utf8');
  return new Markup(`${tokens}\n:root { ${colours.join(' ')} }\n${own}`);
}
