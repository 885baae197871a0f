/** A thing read from a host: known with a value, or unknown with the reason why. Unknown is never shown as false. */
export type Fact<T> = { readonly known: true; readonly value: T } | { readonly known: false; readonly reason: string };

/** A known fact. */
export function known<T>(value: T): Fact<T> {
  return { known: true, value };
}

/** An unknown fact; `reason` is host text or our own words, shown to the admin as it is. */
export function unknown<T = never>(reason: string): Fact<T> {
  return { known: false, reason };
}
