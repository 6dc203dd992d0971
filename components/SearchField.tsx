import './SearchField.css';

interface SearchFieldProps {
  /** What is searched, as a placeholder and for those who hear it. */
  label: string;
  value: string;
  onInput: (value: string) => void;
}

export function SearchField({ label, value, onInput }: SearchFieldProps) {
  return (
    <input
      class="search-field"
      type="search"
      dir={value === '' ? undefined : 'auto'}
      aria-label={label}
      placeholder={label}
      autocomplete="off"
      spellcheck={false}
      value={value}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  );
}
