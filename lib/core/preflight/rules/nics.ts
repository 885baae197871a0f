import type { Domain, DomainNic } from "../../model/domain.ts";

/** The distinct sources (bridge, network or device names) of a domain's NICs of one type. */
export function nicSources(domain: Domain, type: DomainNic["type"]): readonly string[] {
  const sources = domain.nics.flatMap((nic) => (nic.type === type && nic.source !== null ? [nic.source] : []));
  return [...new Set(sources)];
}

/** A NIC in one line, as evidence. */
export function nicText({ mac, type, source, portgroup }: DomainNic): string {
  return [mac, type, source, portgroup].filter((part) => part !== null).join(" ");
}
