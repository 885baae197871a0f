/**
 * Reads `name: value` or `name=value` lines as virsh prints typed parameters (`domjobinfo --rawstats`, `domstats --raw`).
 * The first separator splits; the first line with a name wins, so that a later line smuggled in by host text cannot replace it.
 */
export function parseRawFields(lines: Iterable<string>, separator: ":" | "="): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of lines) {
    const at = line.indexOf(separator);
    if (at <= 0) continue;
    const name = line.slice(0, at).trim();
    if (name !== "" && !fields.has(name)) fields.set(name, line.slice(at + 1).replace(/^ /, ""));
  }
  return fields;
}

const DIGITS = /^\d{1,20}$/;

/** An unsigned integer field; null when it is absent, not a plain decimal number, or libvirt's "unlimited" (2^64-1 and its neighbours). */
export function numberField(fields: ReadonlyMap<string, string>, name: string): number | null {
  const text = fields.get(name)?.trim();
  if (text === undefined || !DIGITS.test(text)) return null;
  const value = Number(text);
  return value < 2 ** 63 ? value : null;
}
