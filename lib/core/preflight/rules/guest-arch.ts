import type { Domain } from "../../model/domain.ts";
import type { GuestArch, HostSnapshot } from "../../model/host.ts";
import { type Read, readFact } from "../context.ts";
import { perObject } from "../memo.ts";

const archesOf = perObject((guests: readonly GuestArch[]) => Map.groupBy(guests, ({ arch }) => arch));
const NONE: readonly GuestArch[] = [];

/** What the destination's capabilities offer for the domain's architecture. */
export function readGuestArches(host: HostSnapshot, domain: Domain): Read<readonly GuestArch[]> {
  const guests = readFact(host, (facts) => facts.guests);
  if (!guests.known) return guests;
  return { known: true, value: archesOf(guests.value).get(domain.arch) ?? NONE };
}
