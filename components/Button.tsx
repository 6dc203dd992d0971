import type { ComponentChildren, RefObject } from 'preact';
import './Button.css';

interface ButtonProps {
  /** `primary` is what a person most likely wants here; at most one beside others. */
  kind?: 'primary' | 'plain';
  type?: 'button' | 'submit';
  disabled?: boolean;
  /** What the button is about, for those who hear it apart from its place: "Remove" of which model. */
  describedBy?: string | undefined;
  buttonRef?: RefObject<HTMLButtonElement | null>;
  onClick?: () => void;
  children: ComponentChildren;
}

/** A disabled one keeps the focus, so that whoever pressed it does not lose their place. */
export function Button(props: ButtonProps) {
  const {
    kind = 'plain',
    type = 'button',
    disabled,
    describedBy,
    buttonRef = null,
    onClick,
  } = props;
  return (
    <button
      ref={buttonRef}
      type={type}
      class={`button button--${kind}`}
      aria-disabled={disabled}
      aria-describedby={describedBy}
      onClick={() => !disabled && onClick?.()}
    >
      {props.children}
    </button>
  );
}
