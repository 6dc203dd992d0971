import './Switch.css';

interface SwitchProps {
  label: string;
  description?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function Switch({ label, description, checked, onChange }: SwitchProps) {
  return (
    <label class="switch">
      <span class="switch__text">
        <span class="switch__label">{label}</span>
        {description && <span class="switch__description">{description}</span>}
      </span>
      <input
        class="switch__input"
        type="checkbox"
        role="switch"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}
