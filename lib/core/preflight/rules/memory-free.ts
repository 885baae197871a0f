import type { Domain } from "../../model/domain.ts";
import type { Fix } from "../../model/finding.ts";
import { carriesState } from "../choices.ts";
import { readFact } from "../context.ts";
import { mebibytes, seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";

const MIB = 1_048_576;
/** QEMU's own need beside the guest's memory: a fixed part, and page tables and the like that grow with it. */
const OVERHEAD_BYTES = 256 * MIB;
const OVERHEAD_SHARE = 0.02;
/** Below this share of its memory a host begins to swap or to kill. */
const COMFORT_SHARE = 0.2;

/** The whole guest memory may be touched during the copy: it must be there, not only promised. */
export const memoryFree = defineRule({
  id: "memory.free",
  group: "memory",
  reasons: ["stays-off", "enough", "tight", "too-little"],
  evaluate: ({ domain, source, destination, options }, say) => {
    if (!carriesState(options)) return say.notApplicable("stays-off");
    const available = readFact(destination, (facts) => facts.memoryAvailableBytes);
    if (!available.known) return say.cannotTell(available.why);
    const total = readFact(destination, (facts) => facts.memoryTotalBytes);
    const needBytes = Math.round(ordinaryBytes(domain) * (1 + OVERHEAD_SHARE)) + OVERHEAD_BYTES;
    const leftBytes = available.value - needBytes;
    const details = (advice?: Fix) => () => {
      const values = {
        need: mebibytes(needBytes),
        available: mebibytes(available.value),
        left: mebibytes(Math.max(0, leftBytes)),
        missing: mebibytes(Math.max(0, -leftBytes)),
      };
      const evidence = () => [
        seen(source, "memory-needed", values.need),
        seen(destination, "memory-available", values.available),
        ...(total.known ? [seen(destination, "memory-total", mebibytes(total.value))] : []),
      ];
      return { values, evidence, ...(advice ? { fix: advice } : {}) };
    };
    if (leftBytes < 0) return say.block("too-little", details(fix("free-memory", "destination", [["free", "-m"]])));
    if (total.known && leftBytes < total.value * COMFORT_SHARE) return say.warn("tight", details(fix("other-host")));
    return say.pass("enough", details());
  },
});

/** Huge pages were set aside before, and are not among what the host calls available: memory.huge-pages counts them. */
function ordinaryBytes({ memoryBytes, needs }: Domain): number {
  const huge = needs?.hugePages.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0;
  return Math.max(0, memoryBytes - huge);
}
