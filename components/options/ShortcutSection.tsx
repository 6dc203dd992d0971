import { translate } from '../../lib/language/translate';
import { Button } from '../Button';
import { OptionsSection } from '../OptionsSection';
import './ShortcutSection.css';

/** Keys and what they do. `keys` is empty where the browser has none for it. */
export interface Shortcut {
  name: string;
  description: string;
  keys: string;
}

interface ShortcutSectionProps {
  shortcuts: Shortcut[];
  onChange: () => void;
}

/** The keys that the browser listens to for us. Only it can change them. */
export function ShortcutSection({ shortcuts, onChange }: ShortcutSectionProps) {
  return (
    <OptionsSection
      id="keyboard"
      heading={translate('shortcut_heading')}
      explanation={translate('shortcut_explanation')}
    >
      <div class="shortcut-section">
        <dl class="shortcut-section__list">
          {shortcuts.map(({ name, description, keys }) => (
            <div key={name} class="shortcut-section__shortcut">
              <dt>{description}</dt>
              <dd>{keys ? <kbd>{keys}</kbd> : <span>{translate('shortcut_none')}</span>}</dd>
            </div>
          ))}
        </dl>
        <Button onClick={onChange}>{translate('shortcut_change')}</Button>
      </div>
    </OptionsSection>
  );
}
