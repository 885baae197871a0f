/** True when two IPv4 addresses in `a.b.c.d/prefix` form lie in one subnet of the same size. False for anything else. */
export function sameSubnet(a: string, b: string): boolean {
  const left = network(a);
  const right = network(b);
  return left !== null && right !== null && left === right;
}

function network(text: string): string | null {
  const [, address, prefixText] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(text) ?? [];
  if (address === undefined || prefixText === undefined) return null;
  const prefix = Number(prefixText);
  const parts = address.split(".").map(Number);
  if (prefix > 32 || parts.some((part) => part > 255)) return null;
  const value = parts.reduce((sum, part) => sum * 256 + part, 0);
  const size = 2 ** (32 - prefix);
  return `${Math.floor(value / size)}/${prefix}`;
}
