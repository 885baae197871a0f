import type { HostSnapshot } from "../../model/host.ts";
import { type Read, readFact } from "../context.ts";

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** True for an address that means the host itself, wherever it is used. */
export function isLoopback(address: string): boolean {
  return LOOPBACK.test(address);
}

/** All addresses of a host's interfaces, without their prefixes. */
export function readAddresses(host: HostSnapshot): Read<readonly string[]> {
  const interfaces = readFact(host, (facts) => facts.interfaces);
  if (!interfaces.known) return interfaces;
  return {
    known: true,
    value: interfaces.value.flatMap((one) => one.addresses.map((address) => address.split("/")[0] ?? address)),
  };
}
