import type { Fact } from "../model/fact.ts";
import type { StoragePool } from "../model/host.ts";
import { amountInBytes } from "./amount.ts";
import { attributeOf, readXml, textAt } from "./xml.ts";

/** Reads `virsh pool-dumpxml`; whether the pool is active is known from `pool-list`. Sizes are 0 in the XML of an inactive pool: null here. */
export function parsePoolXml(text: string, active: boolean): Fact<StoragePool> {
  return readXml(text, "pool", (root) => {
    const bytes = (name: string) => (active ? amountInBytes(textAt(root, name), textAt(root, `${name}/@unit`), "bytes") : null);
    return {
      name: textAt(root, "name") ?? "",
      uuid: textAt(root, "uuid")?.trim().toLowerCase() ?? "",
      type: attributeOf(root, "type") ?? "",
      active,
      targetPath: textAt(root, "target/path"),
      capacityBytes: bytes("capacity"),
      availableBytes: bytes("available"),
    };
  });
}
