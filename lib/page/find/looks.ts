/** What is dear to read from the page, such as computed styles, is remembered until something on the page changes. */
const forgetters = new Set<() => void>();

/** Makes `read` answer from memory for as long as nothing on the page changed. */
export function remembered<Value>(read: (element: Element) => Value): (element: Element) => Value {
  let known = new WeakMap<Element, { value: Value }>();
  forgetters.add(() => {
    known = new WeakMap();
  });
  return (element) => {
    const { value } = known.get(element) ?? { value: read(element) };
    known.set(element, { value });
    return value;
  };
}

/** The page changed, so everything may look otherwise than remembered. */
export function forgetLooks(): void {
  for (const forget of forgetters) forget();
}
