import type { Element } from "@xmldom/xmldom";
import type { DeviceReplacement, MovableDeviceKind } from "../model/domain-xml.ts";
import { deviceKind } from "./device-kind.ts";
import { attribute, child, insert, remove, setAttribute } from "./elements.ts";
import { setMdev, setPci, setUsb } from "./host-address.ts";
import { indented } from "./indented-lines.ts";
import { parseXml } from "./parse-document.ts";
import { toText } from "./to-text.ts";
import { shown } from "./xml-text.ts";

/** Prefixes of the names that libvirt gives to taps by itself; it never takes them over from a definition. */
const GENERATED_TARGET = /^(vnet|vif|macvtap|macvlan)\d*$/;

/**
 * The element for `virsh attach-device` at the destination: the same MAC, model, driver and VLAN on another device of the host. What libvirt
 * chose for the old one is dropped so that it chooses anew: the guest's address (unless `keepGuestAddress`, which lets a guest find the card
 * in its old slot), the alias and the tap's name; an alias (`ua-`) or a tap's name that an administrator chose stays. With a null address an
 * interface that libvirt had put on a network's bridge or device asks for that network again.
 * Throws a RangeError for text that is no movable device, and for an address that its kind does not take.
 */
export function equivalentDeviceXml(deviceXml: string, replacement: DeviceReplacement, keepGuestAddress = false): string {
  const { root } = parseXml(deviceXml, ["hostdev", "interface"]);
  const kind = deviceKind(root);
  if (kind === null) throw new RangeError(`not a device that has an equivalent elsewhere: ${shown(deviceXml)}`);
  setHostAddress(root, kind, replacement.hostAddress);
  const target = child(root, "target");
  const alias = child(root, "alias");
  const address = child(root, "address");
  if (target && GENERATED_TARGET.test(attribute(target, "dev") ?? "")) remove(target);
  if (alias && !attribute(alias, "name")?.startsWith("ua-")) remove(alias);
  if (address && !(keepGuestAddress && attribute(address, "type") === "pci")) remove(address);
  return toText(indented(root));
}

function setHostAddress(device: Element, kind: MovableDeviceKind, address: string | null): void {
  const source = child(device, "source") ?? insert(device, "source", null);
  switch (kind) {
    case "hostdev-pci":
    case "interface-hostdev":
      if (address !== null) setPci(source, address);
      return;
    case "hostdev-usb":
      setUsb(source, address);
      return;
    case "hostdev-mdev":
      if (address !== null) setMdev(source, address);
      return;
    case "interface-direct":
    case "interface":
      setInterface(device, source, kind === "interface-direct" ? "dev" : "bridge", address);
  }
}

function setInterface(device: Element, source: Element, place: "dev" | "bridge", address: string | null): void {
  const network = attribute(source, "network");
  source.removeAttribute("portid");
  if (address === "") throw new RangeError("no device, bridge or network named for the interface");
  if (address === null) {
    if (network === null) return;
    setAttribute(device, "type", "network");
    for (const name of ["bridge", "dev", "mode"]) source.removeAttribute(name);
  } else if (attribute(device, "type") === "network") setAttribute(source, "network", address);
  else {
    for (const name of ["network", "portgroup"]) source.removeAttribute(name);
    setAttribute(source, place, address);
  }
}
