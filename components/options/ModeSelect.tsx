import { translate } from '../../lib/language/translate';
import { siteModes, type SiteMode } from '../site';
import './ModeSelect.css';

interface ModeSelectProps {
  /** What is chosen, for those who do not see where it stands. */
  label: string;
  mode: SiteMode;
  onChoose: (mode: SiteMode) => void;
}

export function ModeSelect({ label, mode, onChoose }: ModeSelectProps) {
  return (
    <select
      class="mode-select"
      aria-label={label}
      value={mode}
      onChange={({ currentTarget }) => onChoose(siteModes[currentTarget.selectedIndex] ?? mode)}
    >
      {siteModes.map((value) => (
        <option key={value} value={value}>
          {translate(`sites_mode_${value}`)}
        </option>
      ))}
    </select>
  );
}
