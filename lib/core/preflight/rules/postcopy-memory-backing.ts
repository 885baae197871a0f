import { mayPostCopy } from "../choices.ts";
import { commandsOf, probed } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** Memory in huge pages, shared with other processes or locked needs more of QEMU and kernel in post-copy than plain memory does. */
export const postcopyMemoryBacking = defineRule({
  id: "postcopy.memory-backing",
  group: "memory",
  scope: "domain",
  reasons: ["not-used", "plain", "special"],
  evaluate: ({ source, options, probes: { memoryBacking } }, say) => {
    if (!mayPostCopy(options)) return say.notApplicable("not-used");
    if (memoryBacking.kind !== "done") return say.notProbed(memoryBacking);
    const { kinds } = memoryBacking.value;
    const values = { kinds: kinds.join(", ") };
    const evidence = () => [
      ...commandsOf(memoryBacking),
      probed(memoryBacking, source.registration.id, "memory-backing", kinds.join(", ") || "-"),
    ];
    return kinds.length === 0
      ? say.pass("plain", { evidence })
      : say.warn("special", { values, evidence, fix: fix("no-post-copy") });
  },
});
