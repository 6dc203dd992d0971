/** Hears only what the person does: a page that makes up events must learn nothing from how we take them, and start nothing. */
export function onlyTrusted<Kind extends Event>(act: (event: Kind) => void): (event: Kind) => void {
  return (event) => {
    if (event.isTrusted) act(event);
  };
}
