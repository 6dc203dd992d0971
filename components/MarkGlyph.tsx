import { glyphs, type Mark } from '../lib/verdict/glyphs';
import { markColour } from '../lib/verdict/mark-colours';
import './MarkGlyph.css';

interface MarkGlyphProps {
  mark: Mark;
  /** Edge in CSS pixels. */
  size?: number;
}

/** A mark's shape. It says nothing to a screen reader: the word beside it does. */
export function MarkGlyph({ mark, size = 16 }: MarkGlyphProps) {
  return (
    <svg
      class={`mark-glyph mark-glyph--${mark}`}
      style={{ color: markColour(mark) }}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
    >
      <path fill="currentColor" fill-rule="evenodd" d={glyphs[mark]} />
    </svg>
  );
}
