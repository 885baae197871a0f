import { usesDataPorts } from "../choices.ts";
import { commandsOf, probed } from "../evidence.ts";
import { fix } from "../fix.ts";
import type { HostnameReach } from "../probes.ts";
import { defineRule } from "../rule.ts";
import { isLoopback } from "./addresses.ts";

/**
 * libvirt on the destination tells the source by name where to send the memory: migration_host, else its hostname
 * (qemuMigrationDstPrepareDirect). If the source resolves that name to somewhere else, the migration fails or goes astray.
 */
export const pathHostname = defineRule({
  id: "path.hostname",
  group: "path",
  scope: "pair",
  reasons: ["not-used", "ok", "not-checked-against", "localhost", "loopback", "unresolvable", "elsewhere", "conf-unreadable"],
  evaluate: ({ source, destination, options, probes: { hostname } }, say) => {
    // A chosen address takes the announced name's place.
    if (!usesDataPorts(options) || (options?.migrateAddress ?? null) !== null) return say.notApplicable("not-used");
    if (hostname.kind !== "done") return say.notProbed(hostname);
    const { announced, origin, resolved, destinationAddresses } = hostname.value;
    const values = { name: announced, address: resolved[0] ?? "" };
    const evidence = () => [
      ...commandsOf(hostname),
      probed(hostname, destination.registration.id, "announced-name", announced),
      probed(hostname, source.registration.id, "address", resolved.join(", ") || "-"),
      probed(hostname, destination.registration.id, "addresses", destinationAddresses.join(", ") || "-"),
    ];
    const fault = faultOf(hostname.value);
    if (fault === null) return say.pass(destinationAddresses.length === 0 ? "not-checked-against" : "ok", { values, evidence });
    // A migration_host that we may not read could make the name irrelevant.
    if (origin === "hostname-conf-unreadable") return say.unknown("conf-unreadable", { values, evidence });
    const address = destination.registration.address;
    const advice =
      fault === "localhost"
        ? fix("set-migration-host", "destination", [], { address })
        : fix("name-in-hosts-file", "source", hostsLine(address, announced), { name: announced, address });
    return say.block(fault, { values, evidence, fix: advice });
  },
});

function faultOf({ announced, resolved, destinationAddresses }: HostnameReach) {
  if (announced.startsWith("localhost")) return "localhost";
  if (resolved.length === 0) return "unresolvable";
  if (resolved.some(isLoopback)) return "loopback";
  const reaches = destinationAddresses.length === 0 || resolved.some((address) => destinationAddresses.includes(address));
  return reaches ? null : "elsewhere";
}

function hostsLine(address: string, name: string): readonly (readonly string[])[] {
  return [["sh", "-c", 'printf "%s\\n" "$1" >> /etc/hosts', "sh", `${address} ${name}`]];
}
