/** Above this all go, and are made again when they are asked for. */
const MAX_KEYS = 100_000;

/** `make` with its strings kept by the two that they are made of. */
export function keptKeys<First extends string, Second extends string>(
  make: (first: First, second: Second) => string,
): (first: First, second: Second) => string {
  const kept = new Map<First, Map<Second, string>>();
  let count = 0;
  return (first, second) => {
    const found = kept.get(first)?.get(second);
    if (found !== undefined) return found;
    if (count >= MAX_KEYS) {
      kept.clear();
      count = 0;
    }
    const of = kept.get(first) ?? new Map<Second, string>();
    const key = make(first, second);
    of.set(second, key);
    kept.set(first, of);
    count += 1;
    return key;
  };
}
