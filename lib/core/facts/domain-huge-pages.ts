import type { XmlElement } from "libxml2-wasm";
import type { DomainNeeds } from "../model/domain.ts";
import { expandCpuList } from "../preflight/cpu-list.ts";
import { amountInBytes } from "./amount.ts";
import { attributeOf, elementsAt, textAt } from "./xml.ts";

/**
 * `<memoryBacking><hugepages>`: without a `<page>` all memory is backed by pages of the host's default size; a `<page nodeset>` is for these guest
 * NUMA nodes only, one without is for the rest. `bytes` is the guest memory behind each: QEMU takes it all when it starts.
 */
export function readHugePageNeeds(root: XmlElement): DomainNeeds["hugePages"] {
  if (root.get("memoryBacking/hugepages") === null) return [];
  const total = amountInBytes(textAt(root, "memory"), textAt(root, "memory/@unit"), "KiB") ?? 0;
  const pages = elementsAt(root, "memoryBacking/hugepages/page");
  if (pages.length === 0) return [{ sizeKib: null, nodeset: null, bytes: total }];
  const cells = guestCells(root);
  const asked = pages.map((page) => {
    const size = amountInBytes(attributeOf(page, "size"), attributeOf(page, "unit"), "KiB");
    const nodeset = attributeOf(page, "nodeset");
    return { sizeKib: size === null ? null : size / 1024, nodeset };
  });
  const named = new Set(asked.flatMap(({ nodeset }) => (nodeset === null ? [] : [...expandCpuList(nodeset)])));
  const behind = (wanted: (node: number) => boolean): number =>
    cells.filter(({ id }) => wanted(id)).reduce((sum, { bytes }) => sum + bytes, 0);
  return asked.map((page) => {
    const nodes = page.nodeset === null ? null : expandCpuList(page.nodeset);
    // Without NUMA in the guest, node 0 is all of it.
    if (cells.length === 0) return { ...page, bytes: nodes === null || nodes.has(0) ? total : 0 };
    return { ...page, bytes: behind((node) => (nodes === null ? !named.has(node) : nodes.has(node))) };
  });
}

function guestCells(root: XmlElement): { readonly id: number; readonly bytes: number }[] {
  return elementsAt(root, "cpu/numa/cell").map((cell, index) => ({
    id: Number(attributeOf(cell, "id") ?? index),
    bytes: amountInBytes(attributeOf(cell, "memory"), attributeOf(cell, "unit"), "KiB") ?? 0,
  }));
}
