import { carriesState } from "../choices.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { readDetail, readNeeds } from "../read-details.ts";
import { defineRule } from "../rule.ts";

/** libvirt: "cgroup cpu is required for scheduler tuning". */
export const cpuCgroup = defineRule({
  id: "cpu.cgroup",
  group: "cpu",
  reasons: ["not-used", "present", "missing"],
  evaluate: ({ domain, source, destination, options }, say) => {
    const needs = readNeeds({ domain, source });
    if (!needs.known) return say.cannotTell(needs.why);
    if (!needs.value.usesCpuTune) return say.notApplicable("not-used");
    const there = readDetail(destination, ({ cgroupControllers }) => cgroupControllers);
    if (!there.known) return say.cannotTell(there.why);
    const evidence = () => [seen(destination, "cgroup", there.value.join(", ") || "-")];
    if (there.value.includes("cpu")) return say.pass("present", () => ({ evidence }));
    const look = ["cat", "/sys/fs/cgroup/cgroup.controllers"];
    const details = () => ({ evidence, fix: fix("enable-cgroup", "destination", [look]) });
    return carriesState(options) ? say.block("missing", details) : say.warn("missing", details);
  },
});
