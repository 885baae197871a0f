import { type Fact, known, unknown } from "../model/fact.ts";
import type { NetworkInterface } from "../model/host.ts";
import { asObject, asObjects, type JsonObject, parseJson, stringAt } from "./json.ts";

/**
 * Reads `ip -j -d addr` (or `ip -j -d link`, then without addresses). Tap devices of guests are left out: they come and go with each VM
 * and are nothing that another VM could be attached to.
 */
export function parseIpInterfaces(text: string): Fact<readonly NetworkInterface[]> {
  const links = parseJson(text);
  if (!Array.isArray(links)) return unknown("ip -j printed no JSON list");
  return known(asObjects(links).flatMap(readInterface));
}

function readInterface(link: JsonObject): NetworkInterface[] {
  const name = stringAt(link, "ifname");
  if (!name) return [];
  const info = asObject(link.linkinfo);
  const infoKind = stringAt(info, "info_kind");
  if (infoKind === "tun" && stringAt(link, "master") !== undefined) return [];
  const flags = Array.isArray(link.flags) ? link.flags : [];
  return [
    {
      name,
      kind: infoKind === "bridge" ? "bridge" : infoKind === "openvswitch" ? "ovs" : "other",
      up: flags.includes("UP"),
      mtu: typeof link.mtu === "number" ? link.mtu : 0,
      addresses: asObjects(link.addr_info).flatMap((address) => stringAt(address, "local") ?? []),
    },
  ];
}
