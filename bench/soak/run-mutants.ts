import { judgeMutants, type MutantsEnd } from '../../e2e/site/judge-mutants.ts';
import type { MemorySample } from './growth.ts';
import type { PartEnd, PartOptions } from './part.ts';

const mutantsPerLine = 500;

/** Lets the host judge so many mutated picture files, and good ones between them. */
export async function runMutants({ browser, site, amount }: PartOptions): Promise<PartEnd> {
  const page = await browser.newExtensionPage();
  const samples: MemorySample[] = [];
  let told = 0;
  const onBatch = async ({ judged, refused, complaints }: Readonly<MutantsEnd>) => {
    const pictures = judged + refused;
    samples.push({ pictures, bytes: await browser.readMemory() });
    for (const complaint of complaints.slice(told)) console.log(`  ${complaint}`);
    told = complaints.length;
    if (pictures % mutantsPerLine === 0) console.log(`  ${pictures} mutants, ${judged} judged`);
  };
  const end = await judgeMutants({ page, site, count: amount, onBatch });
  await page.close();
  const { judged, refused, good, slowestMs, complaints } = end;
  const summary =
    `${judged} judged, ${refused} refused, ${good} good ones between them right, ` +
    `slowest answer after ${(slowestMs / 1000).toFixed(1)} s`;
  return { summary, wrong: complaints.length, samples };
}
