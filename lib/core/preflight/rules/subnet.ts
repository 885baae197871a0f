/** The IPv4 subnet of an address in `a.b.c.d/prefix` form, as text to compare; null for anything else. */
export function subnetOf(text: string): string | null {
  const [, address, prefixText] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(text) ?? [];
  if (address === undefined || prefixText === undefined) return null;
  const prefix = Number(prefixText);
  const parts = address.split(".").map(Number);
  if (prefix > 32 || parts.some((part) => part > 255)) return null;
  const value = parts.reduce((sum, part) => sum * 256 + part, 0);
  const size = 2 ** (32 - prefix);
  return `${Math.floor(value / size)}/${prefix}`;
}
