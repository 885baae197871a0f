/**
 * `make` with its answers kept by the identity of the object that it is given. For what is never changed once it is made (snapshots,
 * domains, facts): a new reading is a new object.
 */
export function perObject<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const kept = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const found = kept.get(key);
    if (found) return found.value;
    const value = make(key);
    kept.set(key, { value });
    return value;
  };
}

/** As `perObject`, by the identity of two objects. */
export function perTwo<First extends object, Second extends object, Value>(
  make: (first: First, second: Second) => Value,
): (first: First, second: Second) => Value {
  const of = perObject((first: First) => perObject((second: Second) => make(first, second)));
  return (first, second) => of(first)(second);
}
