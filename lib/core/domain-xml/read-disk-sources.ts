import type { Element } from "@xmldom/xmldom";
import type { BackingSource, DiskSource } from "../model/domain-xml.ts";
import { at, attribute, child, devices } from "./elements.ts";
import { parseXml } from "./parse-document.ts";

/**
 * Where the data of each disk lies, in the definition's order. A disk without a target is left out: nothing could address it.
 * Credentials of network disks are never read. Throws a RangeError for text that is not a domain's XML.
 */
export function readDiskSources(xml: string): readonly DiskSource[] {
  const { root } = parseXml(xml, ["domain"]);
  return devices(root, "disk").flatMap((disk) => {
    const target = attribute(child(disk, "target"), "dev");
    if (target === null) return [];
    const dataStore = at(disk, "source", "dataStore");
    return [
      {
        target,
        type: attribute(disk, "type") ?? "file",
        device: attribute(disk, "device") ?? "disk",
        path: pathOf(disk),
        format: attribute(child(disk, "driver"), "type"),
        readonly: child(disk, "readonly") !== null,
        shareable: child(disk, "shareable") !== null,
        dataFile: dataStore && pathOf(dataStore),
        backing: backingOf(disk),
      },
    ];
  });
}

function pathOf(parent: Element): string | null {
  const source = child(parent, "source");
  return attribute(source, "file") ?? attribute(source, "dev") ?? attribute(source, "dir");
}

/** The chain below an image. An empty `<backingStore/>` ends it. */
function backingOf(image: Element): BackingSource[] {
  const store = child(image, "backingStore");
  if (!store || !child(store, "source")) return [];
  return [{ path: pathOf(store), format: attribute(child(store, "format"), "type") }, ...backingOf(store)];
}
