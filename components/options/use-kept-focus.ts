import { useLayoutEffect } from 'preact/hooks';

/** Keeps the focus in a list when the button that has it goes: on a button of the same row, else on the list. */
export function useKeptFocus(list: { current: HTMLElement | null }): void {
  const focused = document.activeElement;
  const hadFocus = list.current?.contains(focused) ?? false;
  const row = focused?.closest('li');
  useLayoutEffect(() => {
    if (!hadFocus || list.current?.contains(document.activeElement)) return;
    const next = row?.isConnected ? row.querySelector('button') : null;
    (next ?? list.current)?.focus();
  });
}
