import { translate } from '../lib/language/translate';
import type { Mark } from '../lib/verdict/glyphs';
import { markColour } from '../lib/verdict/mark-colours';
import { MarkGlyph } from './MarkGlyph';
import './MarkLabel.css';

interface MarkLabelProps {
  mark: Mark;
  large?: boolean;
}

/** A mark's shape and word. */
export function MarkLabel({ mark, large = false }: MarkLabelProps) {
  return (
    <span class={`mark-label ${large ? 'mark-label--large' : ''}`}>
      <MarkGlyph mark={mark} size={large ? 24 : 16} />
      <span class="mark-label__word" style={{ color: markColour(mark) }}>
        {translate(`verdict_${mark}`)}
      </span>
    </span>
  );
}
