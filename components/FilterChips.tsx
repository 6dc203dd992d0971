import { formatCount } from '../lib/language/format';
import { useUniqueId } from './use-unique-id';
import type { Mark } from '../lib/verdict/glyphs';
import { MarkGlyph } from './MarkGlyph';
import './FilterChips.css';

interface Chip<Value extends string> {
  value: Value;
  label: string;
  mark?: Mark;
  /** How many there are of it. */
  count?: number;
}

interface FilterChipsProps<Value extends string> {
  legend: string;
  chips: Chip<Value>[];
  chosen: Value;
  onChoose: (value: Value) => void;
}

/** What a list shows: radio buttons in as many lines as they need. */
export function FilterChips<Value extends string>(props: FilterChipsProps<Value>) {
  const { legend, chips, chosen, onChoose } = props;
  const group = useUniqueId();
  return (
    <fieldset class="filter-chips">
      <legend class="visually-hidden">{legend}</legend>
      {chips.map(({ value, label, mark, count }) => (
        <label key={value} class="filter-chips__chip">
          <input
            class="visually-hidden"
            type="radio"
            name={group}
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          {mark && <MarkGlyph mark={mark} size={14} />}
          <span>{label}</span>
          {count !== undefined && <span class="filter-chips__count">{formatCount(count)}</span>}
        </label>
      ))}
    </fieldset>
  );
}
