import { isActive } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { readNeeds } from "../read-details.ts";
import { defineRule } from "../rule.ts";

/** The stored definition moves beside the running one: what waits in it comes into force at the next start, on the other host. */
export const identityPendingChanges = defineRule({
  id: "identity.pending-changes",
  group: "identity",
  scope: "domain",
  reasons: ["off", "not-compared", "none", "pending"],
  evaluate: ({ domain, source }, say) => {
    const needs = readNeeds({ domain, source });
    if (!needs.known) return say.cannotTell(needs.why);
    if (!isActive(domain) || !domain.persistent) return say.notApplicable("off");
    const { hasPendingChanges, pendingParts = [] } = needs.value;
    // What keeps libvirt from giving a comparable definition is said by other checks.
    if (hasPendingChanges === null) return say.notApplicable("not-compared");
    if (!hasPendingChanges) return say.pass("none");
    return say.warn("pending", () => ({
      values: { parts: pendingParts.join(", ") || "?" },
      evidence: [seen(source, "pending", pendingParts.join(", ") || "?")],
      fix: fix("settle-pending", "source", [
        virsh("dumpxml", "--migratable", "--domain", domain.uuid),
        virsh("dumpxml", "--inactive", "--domain", domain.uuid),
      ]),
    }));
  },
});
