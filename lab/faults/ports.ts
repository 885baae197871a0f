import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { HostPlace } from "../parts/config.ts";
import { closePortsRules, type PortVerdict, portsTable } from "../parts/firewall.ts";
import { mustOnHost } from "../parts/host-process.ts";

/** Closes a TCP port or range of a host to everyone else, silently (drop) or with a reset (reject). */
export async function closePorts(place: HostPlace, ports: string, verdict: PortVerdict): Promise<void> {
  await mustOnHost(place, ["nft", "-f", "-"], { input: closePortsRules(ports, verdict) });
}

/** Opens what {@link closePorts} closed under the same range, or what is closed from the start. */
export async function openPorts(place: HostPlace, ports: string): Promise<void> {
  const table = portsTable(ports);
  await mustOnHost(place, ["nft", "-f", "-"], { input: `table inet ${table}\ndelete table inet ${table}\n` });
}

/** Puts the firewall back as it was at the start. */
export async function restoreFirewall(place: HostPlace): Promise<void> {
  const rules = await readFile(join(place.dir, "firewall.nft"), "utf8");
  await mustOnHost(place, ["nft", "-f", "-"], { input: `flush ruleset\n${rules}` });
}
