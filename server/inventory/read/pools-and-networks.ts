import { parseNetworkXml } from "../../../lib/core/facts/network-xml.ts";
import { parsePoolXml } from "../../../lib/core/facts/pool-xml.ts";
import { parseUuidList } from "../../../lib/core/facts/uuid-list.ts";
import { type Fact, known, unknown } from "../../../lib/core/model/fact.ts";
import type { StoragePool, VirtualNetwork } from "../../../lib/core/model/host.ts";
import type { HostLink } from "../../libvirt/host-link.ts";
import { askVirsh } from "./ask.ts";

/** Storage pools, by name. Unknown when libvirt lists none (its storage driver may be missing). */
export function readPools(link: HostLink): Promise<Fact<readonly StoragePool[]>> {
  return readAll(link, "pool", parsePoolXml);
}

/** Virtual networks, by name. */
export function readNetworks(link: HostLink): Promise<Fact<readonly VirtualNetwork[]>> {
  return readAll(link, "net", parseNetworkXml);
}

/** Both are listed by UUID, since a name may hold anything, and then read one by one. What is gone meanwhile is left out. */
async function readAll<T extends { readonly name: string }>(
  link: HostLink,
  subject: "pool" | "net",
  parse: (text: string, active: boolean) => Fact<T>,
): Promise<Fact<readonly T[]>> {
  const all = await askVirsh(link, [`${subject}-list`, "--all", "--uuid"]);
  if (!all.ok) return unknown(all.reason);
  const running = await askVirsh(link, [`${subject}-list`, "--uuid"]);
  if (!running.ok) return unknown(running.reason);
  const active = new Set(parseUuidList(running.text));
  const entries: T[] = [];
  for (const uuid of parseUuidList(all.text)) {
    const xml = await askVirsh(link, [`${subject}-dumpxml`, uuid]);
    const entry = xml.ok ? parse(xml.text, active.has(uuid)) : unknown<T>(xml.reason);
    if (entry.known) entries.push(entry.value);
  }
  return known(entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)));
}
