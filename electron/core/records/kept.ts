interface Kept<T> {
  (key: string, make: () => T): T;
  clear(): void;
}

/** Keeps what was computed; the one that was used longest ago goes first. */
export function createKept<T>(limit: number): Kept<T> {
  const values = new Map<string, T>();
  const get = (key: string, make: () => T): T => {
    const value = values.has(key) ? (values.get(key) as T) : make();
    values.delete(key);
    values.set(key, value);
    for (const oldest of values.keys()) {
      if (values.size <= limit) break;
      values.delete(oldest);
    }
    return value;
  };
  return Object.assign(get, { clear: () => values.clear() });
}
