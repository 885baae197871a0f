import { carriesState } from "../choices.ts";
import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { sameHostCpu } from "./host-cpu.ts";

/** host-passthrough shows the guest the host's very CPU: it may only move to the same one, and libvirt's compare cannot tell. */
export const cpuHostPassthrough = defineRule({
  id: "cpu.host-passthrough",
  group: "cpu",
  reasons: ["not-used", "boots-anew", "same-cpu", "other-cpu"],
  evaluate: ({ domain, source, destination, options }, say) => {
    if (domain.cpuMode !== "host-passthrough" && domain.cpuMode !== "maximum") {
      return say.pass("not-used", { evidence: [seen(source, "cpu-model", domain.cpuMode ?? "-")] });
    }
    // A guest that is off meets the other CPU when it boots, as after a change of hardware.
    if (!carriesState(options)) return say.pass("boots-anew", { evidence: [seen(source, "cpu-model", domain.cpuMode)] });
    const from = readFact(source, (facts) => facts.hostCpuXml);
    const to = readFact(destination, (facts) => facts.hostCpuXml);
    if (!from.known) return say.cannotTell(from.why);
    if (!to.known) return say.cannotTell(to.why);
    const evidence = () => [seen(source, "cpu-xml", from.value), seen(destination, "cpu-xml", to.value)];
    const values = { mode: domain.cpuMode };
    const advice = fix("cpu-baseline", "source", [virsh("edit", domain.uuid)]);
    const same = sameHostCpu(source, destination);
    return same.known && same.value
      ? say.warn("same-cpu", { values, evidence, fix: advice })
      : say.block("other-cpu", { values, evidence, fix: advice });
  },
});
