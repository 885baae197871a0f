import type { XmlElement } from "libxml2-wasm";
import type { DomainNic } from "../model/domain.ts";
import { pciAddress } from "./domain-host-devices.ts";
import { attributeOf, elementsAt, textAt } from "./xml.ts";

const TYPES = ["bridge", "network", "direct", "ethernet", "hostdev", "user"] as const;

/** The network interfaces below a `<domain>` element, in its order. */
export function readNics(root: XmlElement): DomainNic[] {
  return elementsAt(root, "devices/interface").map((nic) => {
    const type = TYPES.find((known) => known === attributeOf(nic, "type")) ?? "other";
    return {
      mac: textAt(nic, "mac/@address")?.toLowerCase() ?? "",
      type,
      source: sourceOf(nic, type),
      model: textAt(nic, "model/@type"),
      portgroup: textAt(nic, "source/@portgroup"),
      virtualPort: textAt(nic, "virtualport/@type"),
      vlanTags: nic
        .find("vlan/tag/@id")
        .map((tag) => Number(tag.content))
        .filter(Number.isInteger),
    };
  });
}

function sourceOf(nic: XmlElement, type: DomainNic["type"]): string | null {
  switch (type) {
    case "bridge":
      return textAt(nic, "source/@bridge");
    case "network":
      return textAt(nic, "source/@network");
    case "direct":
      return textAt(nic, "source/@dev");
    case "ethernet":
      return textAt(nic, "target/@dev");
    case "hostdev": {
      const address = elementsAt(nic, "source/address")[0];
      return address ? pciAddress(address) : null;
    }
    default:
      return textAt(nic, "source/@dev");
  }
}
