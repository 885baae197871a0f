import type { Domain } from "../../model/domain.ts";
import type { GuestArch, HostSnapshot } from "../../model/host.ts";
import { type Read, readFact } from "../context.ts";

/** What the destination's capabilities offer for the domain's architecture. */
export function readGuestArches(host: HostSnapshot, domain: Domain): Read<readonly GuestArch[]> {
  const guests = readFact(host, (facts) => facts.guests);
  if (!guests.known) return guests;
  return { known: true, value: guests.value.filter(({ arch }) => arch === domain.arch) };
}
