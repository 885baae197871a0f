import { attributeOf, elementsAt, readXml } from "../../../lib/core/facts/xml.ts";
import type { Domain } from "../../../lib/core/model/domain.ts";
import type { Fact } from "../../../lib/core/model/fact.ts";
import type { MemoryBacking } from "../../../lib/core/preflight/host-traits.ts";
import { succeeded } from "../../ssh/command-result.ts";
import type { FinishedProbe } from "../probe-cache.ts";
import { failedProbe, type Remote, wordsOf } from "../remote.ts";

/** Asks libvirt on the source how the guest's memory is backed. */
export async function probeMemoryBacking(
  source: Remote,
  domain: Pick<Domain, "uuid">,
  now: () => number,
): Promise<FinishedProbe<MemoryBacking>> {
  const argv = ["dumpxml", "--domain", domain.uuid];
  const result = await source.link.virsh(argv, { timeoutMs: 5_000 });
  const commands = [source.ran(["virsh", ...argv])];
  if (!succeeded(result)) return failedProbe(wordsOf(result), now(), commands);
  const read = readMemoryBacking(result.stdout);
  if (!read.known) return failedProbe(read.reason, now(), commands);
  return { kind: "done", value: read.value, atMs: now(), commands };
}

/** `<memoryBacking>`: hugepages, locked, and source type and access mode where they are not the plain ones. Unknown for other XML. */
export function readMemoryBacking(xml: string): Fact<MemoryBacking> {
  return readXml(xml, "domain", (root) => {
    const kinds = elementsAt(root, "memoryBacking/*").flatMap((element) => {
      if (element.name === "hugepages" || element.name === "locked") return [element.name];
      const value = attributeOf(element, element.name === "access" ? "mode" : "type");
      const telling = (element.name === "source" && value !== "anonymous") || (element.name === "access" && value === "shared");
      return telling && value !== null ? [value] : [];
    });
    return { kinds };
  });
}
