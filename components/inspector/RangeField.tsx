import { useUniqueId } from '../use-unique-id';
import './RangeField.css';

interface RangeFieldProps {
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  /** The value in words, beside the slider and for those who hear it. */
  text: string;
  disabled?: boolean;
  onChange: (value: number) => void;
}

/** A number of a range, by a slider. */
export function RangeField(props: RangeFieldProps) {
  const { label, text, onChange, ...range } = props;
  const id = useUniqueId();
  return (
    <div class="range-field">
      <label class="range-field__label" for={id}>
        {label}
      </label>
      <input
        {...range}
        id={id}
        type="range"
        aria-valuetext={text}
        onInput={({ currentTarget }) => onChange(currentTarget.valueAsNumber)}
      />
      <span class="range-field__value" aria-hidden="true">
        {text}
      </span>
    </div>
  );
}
