import type { XmlElement } from "libxml2-wasm";
import type { DomainHostDevice } from "../model/domain.ts";
import { attributeOf, elementsAt, textAt } from "./xml.ts";

/** Devices of the host that the domain holds (`<hostdev>`), in its order. */
export function readHostDevices(root: XmlElement): DomainHostDevice[] {
  return elementsAt(root, "devices/hostdev").map((device) => ({
    type: attributeOf(device, "type") ?? "",
    mode: attributeOf(device, "mode") ?? "subsystem",
    address: addressOf(device),
  }));
}

/** PCI as lspci writes it, USB as vendor:product or bus.device, mdev as its UUID, anything else by what names it. */
function addressOf(device: XmlElement): string {
  const vendor = textAt(device, "source/vendor/@id");
  if (vendor !== null) return `${bare(vendor, 4)}:${bare(textAt(device, "source/product/@id"), 4)}`;
  const address = elementsAt(device, "source/address")[0];
  if (address) {
    const uuid = attributeOf(address, "uuid");
    if (uuid !== null) return uuid;
    if (attributeOf(address, "slot") !== null) return pciAddress(address);
    if (attributeOf(address, "device") !== null)
      return `${attributeOf(address, "bus") ?? ""}.${attributeOf(address, "device") ?? ""}`;
  }
  return (
    textAt(device, "source/adapter/@name") ?? textAt(device, "source/*/text()")?.trim() ?? textAt(device, "source/@wwpn") ?? ""
  );
}

/** An `<address>` with domain, bus, slot and function as `0000:01:00.0`. */
export function pciAddress(address: XmlElement): string {
  const part = (name: string, digits: number) => bare(attributeOf(address, name), digits);
  return `${part("domain", 4)}:${part("bus", 2)}:${part("slot", 2)}.${part("function", 1)}`;
}

function bare(hex: string | null, digits: number): string {
  return (hex ?? "").replace(/^0x/i, "").toLowerCase().padStart(digits, "0");
}
