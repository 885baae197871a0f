import type { Element } from "@xmldom/xmldom";
import { attribute, children, devices, insert, setAttribute } from "./elements.ts";

/** Graphics that listen on the network. SDL, EGL and D-Bus do not. */
const LISTENING = ["vnc", "spice", "rdp"];

/**
 * Lets every VNC, SPICE and RDP console listen on `address`. A console on a UNIX socket, or on nothing, stays as it is: an address would open
 * it to the network. Throws a RangeError for an empty address.
 */
export function setGraphicsListen(domain: Element, address: string): void {
  if (address.trim() === "") throw new RangeError("no address named for the consoles to listen on");
  for (const graphics of devices(domain, "graphics")) {
    if (!LISTENING.includes(attribute(graphics, "type") ?? "") || attribute(graphics, "socket") !== null) continue;
    const listens = children(graphics, "listen");
    if (listens.some((listen) => ["socket", "none"].includes(attribute(listen, "type") ?? ""))) continue;
    setAttribute(graphics, "listen", address);
    for (const listen of listens.length > 0 ? listens : [insert(graphics, "listen", null)]) {
      listen.removeAttribute("network");
      setAttribute(listen, "type", "address");
      setAttribute(listen, "address", address);
    }
  }
}
