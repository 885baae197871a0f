import type { Element } from "@xmldom/xmldom";
import type { MovableDeviceKind } from "../model/domain-xml.ts";
import { attribute, child } from "./elements.ts";
import { mdevOf, pciOf, usbOf } from "./host-address.ts";

const HOST_DEVICES: readonly MovableDeviceKind[] = ["hostdev-pci", "hostdev-usb", "hostdev-mdev"];
/** Interfaces that hang on something of the host by a name that another host may have as well. */
const BY_NAME = ["bridge", "network"];

/** What a `<hostdev>` or `<interface>` is; null when it cannot be given back as an equivalent elsewhere (SCSI, user-mode network). */
export function deviceKind(device: Element): MovableDeviceKind | null {
  const type = attribute(device, "type") ?? "";
  if (device.localName === "hostdev") {
    const mode = attribute(device, "mode") ?? "subsystem";
    return (mode === "subsystem" && HOST_DEVICES.find((kind) => kind === `hostdev-${type}`)) || null;
  }
  if (type === "hostdev") return "interface-hostdev";
  if (type === "direct") return "interface-direct";
  return BY_NAME.includes(type) ? "interface" : null;
}

/** The host's part of a device: PCI or USB address, mdev UUID, device, bridge or network; null when the definition names none. */
export function hostAddressOf(device: Element, kind: MovableDeviceKind): string | null {
  const source = child(device, "source");
  switch (kind) {
    case "hostdev-pci":
    case "interface-hostdev":
      return pciOf(source);
    case "hostdev-usb":
      return usbOf(source);
    case "hostdev-mdev":
      return mdevOf(source);
    case "interface-direct":
      return attribute(source, "dev");
    case "interface":
      return attribute(source, attribute(device, "type") === "network" ? "network" : "bridge");
  }
}
