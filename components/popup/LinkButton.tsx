import type { ComponentChildren, RefObject } from 'preact';
import './LinkButton.css';

interface LinkButtonProps {
  buttonRef?: RefObject<HTMLButtonElement | null>;
  onClick: () => void;
  children: ComponentChildren;
}

/** Leads elsewhere without being a link: to another page of ours, which only the browser can open, or back. */
export function LinkButton(props: LinkButtonProps) {
  const { buttonRef = null, onClick, children } = props;
  return (
    <button ref={buttonRef} type="button" class="link-button" onClick={onClick}>
      {children}
    </button>
  );
}
