import type { XmlElement } from "libxml2-wasm";
import { attributeOf, elementsAt } from "./xml.ts";

/** Character devices whose source is a path of the host; a pty has one of libvirt's making while it runs. */
const PATH_TYPES = new Set(["file", "dev", "pipe", "unix"]);
/** libvirt makes these sockets itself, by the domain's name. */
const OWN_SOCKETS = /^(\/var)?(\/run|\/lib)\/libvirt\/qemu\/(channel\/|.*\/org\.qemu\.)/;
/** Every Linux has them. */
const EVERYWHERE = new Set(["/dev/urandom", "/dev/random", "/dev/null"]);

/** Files, sockets and devices of the host behind serial ports, channels, sources of randomness, evdev inputs and vhost-user NICs. */
export function readDevicePaths(root: XmlElement): string[] {
  const characters = elementsAt(root, "devices/serial|devices/parallel|devices/console|devices/channel|devices/redirdev");
  const paths = [
    ...characters
      .filter((device) => PATH_TYPES.has(attributeOf(device, "type") ?? ""))
      .flatMap((device) => elementsAt(device, "source").flatMap((source) => attributeOf(source, "path") ?? [])),
    ...root.find("devices/*/log/@file").map((node) => node.content),
    ...root.find("devices/rng/backend[@model='random']/text()").map((node) => node.content.trim()),
    ...root.find("devices/input/source/@evdev|devices/input/source/@dev").map((node) => node.content),
    ...root.find("devices/interface[@type='vhostuser']/source/@path").map((node) => node.content),
  ];
  return [...new Set(paths)].filter((path) => path !== "" && !OWN_SOCKETS.test(path) && !EVERYWHERE.has(path));
}
