import { useUniqueId } from './use-unique-id';
import './ChoiceGroup.css';

interface Choice<Value extends string> {
  value: Value;
  label: string;
  description?: string | undefined;
}

interface ChoiceGroupProps<Value extends string> {
  legend: string;
  choices: Choice<Value>[];
  /** Undefined where none of them is. */
  chosen: Value | undefined;
  onChoose: (value: Value) => void;
}

/** One of a few: radio buttons side by side, so that arrow keys and names come from the platform. */
export function ChoiceGroup<Value extends string>(props: ChoiceGroupProps<Value>) {
  const { legend, choices, chosen, onChoose } = props;
  const group = useUniqueId();
  return (
    <fieldset class="choice-group">
      <legend class="choice-group__legend">{legend}</legend>
      <div class="choice-group__choices">
        {choices.map(({ value, label, description }) => (
          <label key={value} class="choice-group__choice">
            <input
              class="visually-hidden"
              type="radio"
              name={group}
              checked={value === chosen}
              aria-describedby={description && `${group}-${value}`}
              aria-label={label}
              onChange={() => onChoose(value)}
            />
            <span class="choice-group__label">{label}</span>
            {description && (
              <span class="choice-group__description" id={`${group}-${value}`}>
                {description}
              </span>
            )}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
