import { useState } from 'preact/hooks';

let created = 0;

/** An id that no other element of the document has. Preact's `useId` begins anew with every `render` of a root, and ids meet. */
export function useUniqueId(): string {
  const [id] = useState(() => `id-${(created += 1)}`);
  return id;
}
