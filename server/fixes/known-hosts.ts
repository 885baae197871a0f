/** What is to change in known_hosts so that a name has one key, and how it stands now. */
export type KnownHostsChange =
  | { readonly kind: "as-wanted" }
  /** The wanted key is marked as revoked. */
  | { readonly kind: "revoked" }
  | { readonly kind: "change"; readonly remove: readonly string[]; readonly add: readonly string[]; readonly replaces: boolean };

/** The name under which ssh keeps a host's key: brackets for any port but 22. */
export function knownName(address: string, port: number): string {
  return port === 22 ? address : `[${address}]:${port}`;
}

/**
 * Reads `ssh-keygen -F NAME` and works out the lines to remove and to add, so that `key` (`ssh-ed25519 AAAA...`) is the only one of this name. A line that
 * names other hosts too stays for those; patterns and authorities are left alone.
 */
export function knownHostsChange(found: string, name: string, key: string): KnownHostsChange {
  const lines = found.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const revoked = lines.some((line) => line.startsWith("@revoked") && line.trim().split(/\s+/).slice(2, 4).join(" ") === key);
  if (revoked) return { kind: "revoked" };
  const plain = lines.filter((line) => !line.startsWith("@"));
  const keyOf = (line: string) => line.trim().split(/\s+/).slice(1, 3).join(" ");
  const isThere = plain.some((line) => keyOf(line) === key);
  const others = plain.filter((line) => keyOf(line) !== key).flatMap((line) => withoutName(line, name));
  if (isThere && others.length === 0) return { kind: "as-wanted" };
  const kept = others.flatMap(({ rest }) => (rest === null ? [] : [rest]));
  return {
    kind: "change",
    remove: others.map(({ line }) => line),
    add: [...kept, ...(isThere ? [] : [`${name} ${key}`])],
    replaces: others.length > 0,
  };
}

/** The line with what stays of it; nothing for a line that names the host by a pattern only. */
function withoutName(line: string, name: string): readonly { readonly line: string; readonly rest: string | null }[] {
  const [names = "", ...body] = line.trim().split(/\s+/);
  if (names.startsWith("|")) return [{ line, rest: null }];
  const all = names.split(",");
  const rest = all.filter((one) => one.toLowerCase() !== name.toLowerCase());
  if (rest.length === all.length) return [];
  return [{ line, rest: rest.length === 0 ? null : [rest.join(","), ...body].join(" ") }];
}
