import { carriesState } from "../choices.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { perObject } from "../memo.ts";
import { readDetail, readNeeds } from "../read-details.ts";
import { defineRule } from "../rule.ts";

/**
 * libvirt: "Security driver model 'selinux' is not available", for every model that the definition names itself. Labels that libvirt gave by itself are
 * given anew at the destination, by whatever guards guests there.
 */
export const securityLabels = defineRule({
  id: "security.labels",
  group: "security",
  reasons: ["same", "differ", "missing"],
  evaluate: ({ domain, source, destination, options }, say) => {
    const needs = readNeeds({ domain, source });
    const here = readDetail(source, ({ securityModels }) => securityModels);
    const there = readDetail(destination, ({ securityModels }) => securityModels);
    if (!needs.known) return say.cannotTell(needs.why);
    if (!here.known) return say.cannotTell(here.why);
    if (!there.known) return say.cannotTell(there.why);
    const values = { here: textOf(here.value), there: textOf(there.value) };
    const evidence = () => [seen(source, "security-models", values.here), seen(destination, "security-models", values.there)];
    const missing = needs.value.staticLabels.filter((model) => !there.value.includes(model));
    if (missing.length > 0) {
      const details = () => ({
        values: { ...values, models: missing.join(", ") },
        evidence,
        fix: fix("drop-label", "source", [virsh("edit", domain.uuid)]),
      });
      return carriesState(options) ? say.block("missing", details) : say.warn("missing", details);
    }
    const same = sortedOf(here.value) === sortedOf(there.value);
    if (same) return say.pass("same", () => ({ values, evidence }));
    return say.warn("differ", () => ({
      values,
      evidence,
      fix: fix("same-guard", "destination", [virsh("capabilities")]),
    }));
  },
});

const textOf = perObject((models: readonly string[]) => models.join(", ") || "-");
const sortedOf = perObject((models: readonly string[]) => models.toSorted().join());
