import { translate } from '../../lib/language/translate';
import type { Label } from '../../lib/verdict/history';
import { MarkGlyph } from '../MarkGlyph';
import './LabelButtons.css';

interface LabelButtonsProps {
  /** What the person says the picture is. */
  label: Label | null;
  /** The picture's name. */
  about: string;
  onLabel: (label: Label | null) => void;
}

/** Lets a person say what a picture is, and take it back by the same button. */
export function LabelButtons({ label, about, onLabel }: LabelButtonsProps) {
  return (
    <div class="label-buttons" role="group" aria-label={about}>
      {(['real', 'fake'] as const).map((each) => (
        <button
          key={each}
          type="button"
          class="label-buttons__button"
          aria-pressed={each === label}
          title={translate(`history_label_this_${each}`)}
          aria-label={translate(`history_label_this_${each}`)}
          onClick={() => onLabel(each === label ? null : each)}
        >
          <MarkGlyph mark={each} size={14} />
          <span aria-hidden="true">{translate(`history_label_${each}`)}</span>
        </button>
      ))}
    </div>
  );
}
