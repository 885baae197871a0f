import type { Element } from "@xmldom/xmldom";
import type { MovableDevice } from "../model/domain-xml.ts";
import { deviceKind, hostAddressOf } from "./device-kind.ts";
import { attribute, child, devices } from "./elements.ts";
import { indented } from "./indented-lines.ts";
import { parseXml } from "./parse-document.ts";
import { macOf } from "./set-nic-source.ts";
import { toText } from "./to-text.ts";

/**
 * The devices that can be detached before a domain moves and given back as equivalents: passed-through PCI, USB and mediated devices first,
 * then network interfaces, each in the definition's order. Take the running domain's XML (`dumpxml`) when it is to be detached from there.
 * An interface whose network hands out VFs is an `interface` in the inactive XML and an `interface-hostdev` while it runs.
 * Throws a RangeError for text that is not a domain's XML.
 */
export function listMovableDevices(xml: string): readonly MovableDevice[] {
  const { root } = parseXml(xml, ["domain"]);
  return deviceKeys([...devices(root, "hostdev"), ...devices(root, "interface")]).flatMap(([key, device]) => {
    const kind = deviceKind(device);
    if (kind === null) return [];
    return [
      {
        key,
        kind,
        address: hostAddressOf(device, kind),
        persistentTeam: attribute(child(device, "teaming"), "type") === "transient",
        xml: toText(indented(device)),
      },
    ];
  });
}

/** The movable ones of these elements, each with its key. */
export function deviceKeys(elements: readonly Element[]): readonly (readonly [string, Element])[] {
  const seen = new Map<string, number>();
  return elements.flatMap((device) => {
    const kind = deviceKind(device);
    if (kind === null) return [];
    const name = device.localName === "hostdev" ? `hostdev:${hostAddressOf(device, kind) ?? ""}` : `nic:${macOf(device) ?? ""}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return [[count === 1 ? name : `${name}#${count}`, device] as const];
  });
}
