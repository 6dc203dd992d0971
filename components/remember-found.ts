/** Looks something up by a key. Never rejects: what cannot be had is undefined. */
export type Find<Found> = (key: string) => Promise<Found | undefined>;

/** Looks each key up once. What could not be had, for whatever reason, is looked up again the next time. */
export function rememberFound<Found>(find: Find<Found>): Find<Found> {
  const known = new Map<string, Promise<Found | undefined>>();
  const look = async (key: string) => {
    const found = await find(key).catch(() => undefined);
    if (found === undefined) known.delete(key);
    return found;
  };
  return (key) => {
    const asked = known.get(key) ?? look(key);
    known.set(key, asked);
    return asked;
  };
}
