import type { Mark } from './glyphs';

/** A mark's ink: each has at least 4.5:1 against the surfaces it is drawn on. CSS colours. */
interface MarkColour {
  onLight: string;
  onDark: string;
}

/** The only place where verdicts have colours. Marks are told apart by shape and word first. */
export const markColours: Record<Mark, MarkColour> = {
  real: { onLight: '#1a7340', onDark: '#74d196' },
  fake: { onLight: '#b8321f', onDark: '#ff9583' },
  unsure: { onLight: '#885200', onDark: '#efba58' },
  tooSmall: { onLight: '#4a5c96', onDark: '#a8b7e8' },
  failed: { onLight: '#55606a', onDark: '#a9b3bb' },
  checking: { onLight: '#55606a', onDark: '#a9b3bb' },
  offered: { onLight: '#0b6570', onDark: '#6cc9d2' },
};

/** The mark's colour as a CSS value that follows `color-scheme`. */
export function markColour(mark: Mark): string {
  const { onLight, onDark } = markColours[mark];
  return `light-dark(${onLight}, ${onDark})`;
}
