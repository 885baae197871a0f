import type { Element } from "@xmldom/xmldom";
import { deviceKind } from "./device-kind.ts";
import { devices, remove } from "./elements.ts";
import { deviceKeys } from "./movable-devices.ts";
import { parseXml } from "./parse-document.ts";
import { toText } from "./to-text.ts";

/**
 * A definition in which devices have made room for others: by `listMovableDevices`' key, the element that takes its place, or null to take it out
 * alone. A key that the definition does not have changes nothing: a device that was plugged into the running domain only is not in its
 * inactive definition. Throws a RangeError for text that is not a domain's XML and for a replacement that is no movable device.
 */
export function replaceDevices(xml: string, replacements: ReadonlyMap<string, string | null>): string {
  const { document, root } = parseXml(xml, ["domain"]);
  const found: readonly (readonly [string, Element])[] = deviceKeys([...devices(root, "hostdev"), ...devices(root, "interface")]);
  for (const [key, device] of found) {
    const replacement = replacements.get(key);
    if (replacement === undefined) continue;
    if (replacement === null) {
      remove(device);
      continue;
    }
    const { root: other } = parseXml(replacement, ["hostdev", "interface"]);
    if (deviceKind(other) === null) throw new RangeError(`no movable device takes the place of ${key}`);
    device.parentNode?.replaceChild(document.importNode(other, true), device);
  }
  return toText(document);
}
