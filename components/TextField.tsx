import { useLayoutEffect, useRef } from 'preact/hooks';
import { useUniqueId } from './use-unique-id';
import './TextField.css';

interface TextFieldProps {
  label: string;
  /** What belongs in the field, below it. */
  hint?: string;
  value: string;
  /** Why the value cannot be taken. */
  error?: string | undefined;
  onInput: (value: string) => void;
}

/** A field whose value cannot be taken gets the focus, and so is read out with the reason. */
export function TextField({ label, hint, value, error, onInput }: TextFieldProps) {
  const id = useUniqueId();
  const input = useRef<HTMLInputElement>(null);
  const isWrong = error !== undefined;
  useLayoutEffect(() => {
    if (isWrong) input.current?.focus();
  }, [isWrong]);
  const note = error ?? hint;
  return (
    <div class="text-field">
      <label class="text-field__label" for={id}>
        {label}
      </label>
      <input
        ref={input}
        id={id}
        class="text-field__input"
        type="text"
        dir="auto"
        autocomplete="off"
        spellcheck={false}
        value={value}
        aria-invalid={isWrong}
        aria-describedby={note && `${id}-note`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {note && (
        <p id={`${id}-note`} class={`text-field__note${error ? ' text-field__note--error' : ''}`}>
          {note}
        </p>
      )}
    </div>
  );
}
