import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";

/** The addresses of a host, looked up once for one connection attempt. An IP address (v4 or v6) is its own answer. Rejects as dns does. */
export async function resolveAddress(address: string): Promise<readonly { address: string; family: number }[]> {
  const family = isIP(address);
  if (family !== 0) return [{ address, family }];
  return lookup(address, { all: true, order: "verbatim" });
}

/** A lookup function for `net.connect` that answers with addresses that are already known, so that nothing is resolved a second time. */
export function fixedLookup(addresses: readonly { address: string; family: number }[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, [...addresses]);
    else if (first) callback(null, first.address, first.family);
    else callback(new Error("no address"), "");
  };
}
