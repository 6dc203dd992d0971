import { glyphs, type Mark } from '../../verdict/glyphs';
import { heatColour } from '../../verdict/heat-colour';
import { markColour } from '../../verdict/mark-colours';
import { badgeSizes } from './badge-sizes';

const tones = (Object.keys(glyphs) as Mark[])
  .map((mark) => `.${mark} { --tone: ${markColour(mark)}; }`)
  .join('\n');

const heatStops = [0, 0.25, 0.5, 0.75, 1]
  .map((warmth) => {
    const [red, green, blue, alpha] = heatColour(warmth);
    return `rgb(${red} ${green} ${blue} / ${alpha / 255})`;
  })
  .join(', ');

const sizes = Object.entries(badgeSizes)
  .map(([name, { height, tinyHeight, fontSize, iconSize, tinyIconSize, coverWidth }]) => {
    const badge = `--badge: ${height}px; --badge-font: ${fontSize}px; --icon: ${iconSize}px;`;
    const tiny = `--tiny: ${tinyHeight}px; --tiny-icon: ${tinyIconSize}px;`;
    return `.layer[data-size=${name}] { ${badge} ${tiny} --cover-width: ${coverWidth}px; }`;
  })
  .join('\n');

/**
 * Looks of everything that this room adds to a page. The host is out of the page's flow, out of its hit tests and out of
 * its scroll size (`contain: layout` makes what overflows it ink, not content), whatever the page's own styles say.
 */
export const theme = `
:host {
  all: initial !important;
  position: absolute !important;
  inset: 0 auto auto 0 !important;
  width: 0 !important;
  height: 0 !important;
  contain: layout size style !important;
  pointer-events: none !important;
  z-index: 2147483647 !important;
  color-scheme: light dark !important;
}
@media print { :host { display: none !important; } }

.layer {
  --surface: light-dark(#fff, #1c2125); --ink: light-dark(#171b1f, #eef1f3);
  --muted: light-dark(#525d66, #a9b3bb); --line: light-dark(#d8dee2, #30373d);
  --on-fake: light-dark(#fff, #2a0a05); --focus: light-dark(#0b6570, #6cc9d2);
  --shadow: 0 0 0 .5px light-dark(rgb(0 0 0 / .14), rgb(255 255 255 / .18)), 0 1px 3px rgb(0 0 0 / .3);
  --card-shadow: 0 0 0 .5px light-dark(rgb(0 0 0 / .12), rgb(255 255 255 / .16)),
    0 2px 6px rgb(0 0 0 / .08), 0 12px 32px light-dark(rgb(0 0 0 / .18), rgb(0 0 0 / .55));
  /* A page reads how far the content of the host overflows it (scrollWidth), unless it lies in a box like this. */
  position: absolute; width: 0; height: 0; contain: layout size style;
  color: var(--ink);
  font: 13px/1.45 system-ui, sans-serif;
  text-align: start;
}
${tones}
${sizes}

.mark, .heat, .ring, .outline, .card, .banner { position: absolute; left: 0; top: 0; }
.mark, .outline { z-index: 1; }
.card { z-index: 2; }
.banner { z-index: 3; }
[hidden] { display: none !important; }

.icon { display: block; flex: none; width: var(--icon); height: var(--icon); color: var(--tone); }
.icon-large { width: 20px; height: 20px; }

.badge {
  all: unset;
  box-sizing: border-box;
  display: flex; align-items: center; gap: .42em;
  height: var(--badge); padding-inline: .5em .75em;
  border: 1px solid transparent; border-radius: calc(var(--badge) / 2);
  background: var(--surface); color: var(--ink); box-shadow: var(--shadow);
  font-size: var(--badge-font); font-weight: 600; line-height: 1; letter-spacing: .01em; white-space: nowrap;
}
/* Letters that are joined stay so. */
.badge:dir(rtl) { letter-spacing: normal; }
.compact .badge, .tiny .badge, .badge.checking { width: var(--badge); padding: 0; justify-content: center; }
.compact .word, .tiny .word, .badge.checking .word { display: none; }
.mark { display: flex; align-items: center; height: var(--badge); }
/* A page sees what is covered, to the pixel (IntersectionObserver with trackVisibility): the same by every word. */
.mark.roomy::before {
  content: ''; position: absolute; top: -4px; left: 0; width: var(--cover-width); height: calc(var(--badge) + 8px);
  translate: var(--cover);
}
.mark.tiny, .tiny .badge { height: var(--tiny); }
.tiny .badge { width: var(--tiny); }
.tiny .icon { width: var(--tiny-icon); height: var(--tiny-icon); }
.badge.fake { background: var(--tone); color: var(--on-fake); }
.badge.fake .icon { color: var(--on-fake); }
.badge.checking { color: var(--muted); }
.badge.offered {
  --offer: calc(var(--badge) - 4px);
  height: var(--offer); padding-inline: .36em .64em; gap: .27em; color: var(--muted);
  font-size: calc(var(--badge-font) - 1px); opacity: .92;
}
:is(.compact, .tiny) .badge.offered { width: var(--offer); padding: 0; }
.badge.offered .icon { width: calc(var(--icon) - 2px); height: calc(var(--icon) - 2px); }
.discreet .badge.offered:not(:focus-visible) { opacity: 0; }
.badge:focus-visible, .mark.pointed .badge { outline: 2px solid var(--focus); outline-offset: 2px; }

.heat { overflow: hidden; }
.heat canvas { position: absolute; left: 0; top: 0; }
.heat .frame {
  position: absolute; left: 0; top: 0; box-sizing: border-box;
  border: 1px dashed rgb(255 255 255 / .9); outline: 1px dashed rgb(0 0 0 / .45); outline-offset: -2px;
}

.card {
  box-sizing: border-box; width: 296px; max-width: calc(100vw - 16px); padding: 14px 16px;
  border: 1px solid transparent; border-radius: 12px;
  background: var(--surface); box-shadow: var(--card-shadow);
}
.card p { margin: 0; }
.card-head { display: flex; align-items: center; gap: 8px; }
.card-verdict { flex: 1; font-size: 15px; font-weight: 650; line-height: 20px; }
.card-score { font-size: 15px; font-weight: 650; line-height: 20px; font-variant-numeric: tabular-nums; }
.scale { position: relative; display: flex; gap: 2px; height: 4px; margin: 12px 0 5px; }
.scale-zone { border-radius: 2px; background: var(--tone); opacity: .3; }
.scale-zone.here { opacity: 1; }
.scale-point {
  position: absolute; top: -4px; width: 12px; height: 12px; margin-inline-start: -6px; box-sizing: border-box;
  border: 3px solid var(--surface); border-radius: 50%; background: var(--tone); box-shadow: 0 0 0 1.5px var(--tone);
}
.scale-ends { display: flex; justify-content: space-between; color: var(--muted); font-size: 11px; }
.card-text { padding-top: 10px; }
.card-standing { padding-top: 6px; color: var(--muted); }
.facts {
  display: grid; grid-template-columns: auto 1fr; gap: 3px 12px;
  margin: 12px 0 0; padding-top: 10px; border-top: 1px solid var(--line); font-size: 12px; line-height: 1.4;
}
.facts dt { color: var(--muted); }
.facts dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
.legend { display: flex; gap: 8px; padding-top: 10px; color: var(--muted); font-size: 12px; line-height: 1.4; }
.legend-swatch {
  flex: none; width: 22px; height: 8px; margin-top: 4px; border-radius: 2px;
  background: linear-gradient(90deg, ${heatStops});
}
.legend-swatch:dir(rtl) { scale: -1 1; }
/* What is pressed is found by its place (pointer.ts), so the offer is as wide as the card. */
.card .card-inspect {
  display: flex; justify-content: space-between; align-items: baseline; gap: 8px;
  margin: 12px -16px -14px; padding: 10px 16px 12px; border-top: 1px solid var(--line);
  border-radius: 0 0 11px 11px; color: var(--focus); font-weight: 600;
}
.inspecting .card-inspect { background: light-dark(#e2f1f2, #16343a); }
.card-key { color: var(--muted); font-size: 11px; font-weight: 400; }

.ring, .outline { box-sizing: border-box; border-radius: 6px; outline: 3px solid var(--focus); outline-offset: 1px; }
.ring { box-shadow: 0 0 0 7px rgb(11 101 112 / .25); }
.outline { background: rgb(11 101 112 / .18); }
.banner {
  box-sizing: border-box; display: flex; flex-direction: column; width: max-content; max-width: calc(100vw - 32px);
  padding: 10px 16px; border: 1px solid transparent; border-radius: 12px;
  background: var(--surface); box-shadow: var(--card-shadow);
}
.banner strong { font-weight: 650; }
.banner span { color: var(--muted); font-size: 12px; }
.banner .heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }

@media (prefers-reduced-motion: no-preference) {
  .card .pulse { animation: pulse 1.4s ease-in-out infinite; }
  .card, .heat, .ring { animation: appear .12s ease-out; }
}
@keyframes pulse { 50% { opacity: .35; } }
@keyframes appear { from { opacity: 0; } }

@media (forced-colors: active) {
  .badge, .card, .banner { border-color: CanvasText; }
  .icon, .badge.fake .icon { color: CanvasText; }
  .badge.fake { forced-color-adjust: none; background: Canvas; color: CanvasText; border: 2px solid CanvasText; }
  .scale-zone, .scale-point, .legend-swatch { forced-color-adjust: none; }
  .ring, .outline { outline-color: Highlight; }
}
`;
