import type { Element } from "@xmldom/xmldom";
import { isDomainUuid } from "../model/ids.ts";
import { attribute, child, insert, remove, setAttribute } from "./elements.ts";
import { shown } from "./xml-text.ts";

const PCI = /^([0-9a-f]{4,8}):([0-9a-f]{2}):([01][0-9a-f])\.([0-7])$/;
const USB_PRODUCT = /^([0-9a-f]{4}):([0-9a-f]{4})$/;
const USB_PLACE = /^([0-9]{1,3})\.([0-9]{1,3})$/;

/** PCI address of the host in a `<source>`, as lspci -D writes it (`0000:01:00.0`); null when there is none. */
export function pciOf(source: Element | null): string | null {
  const address = source && child(source, "address");
  if (attribute(address, "slot") === null) return null;
  const part = (name: string, digits: number) => bare(attribute(address, name), digits);
  return `${part("domain", 4)}:${part("bus", 2)}:${part("slot", 2)}.${part("function", 1)}`;
}

/** Puts another PCI address of the host into a `<source>`. Throws a RangeError when it is not one. */
export function setPci(source: Element, address: string): void {
  const [, domain, bus, slot, part] = PCI.exec(address.toLowerCase()) ?? refused("a PCI address such as 0000:02:00.1", address);
  const element = child(source, "address") ?? insert(source, "address", null);
  for (const [name, hex] of Object.entries({ domain, bus, slot, function: part })) setAttribute(element, name, `0x${hex}`);
}

/** USB device of the host in a `<source>`: vendor:product (`1d6b:0002`), else bus.device (`1.4`); null when there is neither. */
export function usbOf(source: Element | null): string | null {
  const vendor = source && attribute(child(source, "vendor"), "id");
  const product = source && attribute(child(source, "product"), "id");
  if (vendor && product) return `${bare(vendor, 4)}:${bare(product, 4)}`;
  const address = source && child(source, "address");
  const [bus, device] = [attribute(address, "bus"), attribute(address, "device")];
  return bus !== null && device !== null ? `${bus}.${device}` : null;
}

/**
 * Puts another USB device of the host into a `<source>`, by vendor:product or by bus.device; null keeps which it is, but not in which port.
 * Throws a RangeError when it is neither.
 */
export function setUsb(source: Element, address: string | null): void {
  const wanted = (address ?? usbOf(source) ?? "").toLowerCase();
  const product = USB_PRODUCT.exec(wanted);
  const place = USB_PLACE.exec(wanted);
  if (!product && !place) refused("a USB device such as 1d6b:0002 or 1.4", wanted);
  for (const name of ["vendor", "product", "address"]) {
    const old = child(source, name);
    if (old) remove(old);
  }
  if (product) {
    setAttribute(insert(source, "vendor", null), "id", `0x${product[1]}`);
    setAttribute(insert(source, "product", null), "id", `0x${product[2]}`);
  } else if (place) {
    const element = insert(source, "address", null);
    setAttribute(element, "bus", String(Number(place[1])));
    setAttribute(element, "device", String(Number(place[2])));
  }
}

/** UUID of the mediated device in a `<source>`; null when there is none. */
export function mdevOf(source: Element | null): string | null {
  return attribute(source && child(source, "address"), "uuid")?.toLowerCase() ?? null;
}

/** Puts another mediated device into a `<source>`. Throws a RangeError when it is not a UUID. */
export function setMdev(source: Element, uuid: string): void {
  if (!isDomainUuid(uuid.toLowerCase())) refused("the UUID of a mediated device", uuid);
  setAttribute(child(source, "address") ?? insert(source, "address", null), "uuid", uuid.toLowerCase());
}

function bare(hex: string | null, digits: number): string {
  return (hex ?? "").replace(/^0x/i, "").toLowerCase().padStart(digits, "0");
}

function refused(wanted: string, got: string): never {
  throw new RangeError(`not ${wanted}: ${shown(got)}`);
}
