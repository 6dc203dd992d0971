import type { ComponentChildren } from 'preact';
import './LinkButton.css';

interface LinkButtonProps {
  onClick: () => void;
  children: ComponentChildren;
}

/** Leads to another page of ours, which only the browser can open. */
export function LinkButton({ onClick, children }: LinkButtonProps) {
  return (
    <button type="button" class="link-button" onClick={onClick}>
      {children}
    </button>
  );
}
