import { translate } from '../../language/translate';
import type { Mark } from '../../verdict/glyphs';
import { nameOf } from './appearance';
import { Icon } from './icon';

interface BadgeProps {
  appearance: Mark;
  /** What a person would call the picture. */
  label: string;
  onFocus: () => void;
  onBlur: () => void;
  onPress: () => void;
}

/**
 * The mark on a picture. Its parent says whether there is room for the word, which is `inert` because a page finds all other
 * words, in closed shadow roots too (`window.find`).
 */
export function Badge({ appearance, label, ...actions }: BadgeProps) {
  const word = nameOf(appearance);
  return (
    <button
      type="button"
      class={`badge ${appearance}`}
      aria-label={translate('badge_label', word, label)}
      aria-keyshortcuts="Shift+Enter"
      onFocus={actions.onFocus}
      onBlur={actions.onBlur}
      onClick={actions.onPress}
    >
      <Icon of={appearance} />
      <span class="word" inert>
        {word}
      </span>
    </button>
  );
}
