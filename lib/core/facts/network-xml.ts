import type { Fact } from "../model/fact.ts";
import type { VirtualNetwork } from "../model/host.ts";
import { attributeOf, elementsAt, readXml, textAt } from "./xml.ts";

/** Reads `virsh net-dumpxml`; whether the network is active is known from `net-list`. `<forward/>` without a mode means nat. */
export function parseNetworkXml(text: string, active: boolean): Fact<VirtualNetwork> {
  return readXml(text, "network", (root) => ({
    name: textAt(root, "name") ?? "",
    uuid: textAt(root, "uuid")?.trim().toLowerCase() ?? "",
    active,
    forwardMode: root.get("forward") === null ? null : (textAt(root, "forward/@mode") ?? "nat"),
    bridge: textAt(root, "bridge/@name"),
    portgroups: elementsAt(root, "portgroup").flatMap((group) => attributeOf(group, "name") ?? []),
  }));
}
