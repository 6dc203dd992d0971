import { createHash } from 'node:crypto';

const turn = 70;

/** An SVG of two colours that depend on the name. */
export function renderAvatar(name: string): string {
  const hue = createHash('sha256').update(name).digest().readUInt16BE() % 360;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 44 44">
  <linearGradient id="paint" x2="1" y2="1">
    <stop stop-color="hsl(${hue} 60% 55%)"/>
    <stop offset="1" stop-color="hsl(${hue + turn} 60% 55%)"/>
  </linearGradient>
  <rect width="44" height="44" fill="url(#paint)"/>
</svg>`;
}
