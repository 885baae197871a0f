import { destinationName, makesClone } from "../choices.ts";
import { isActive, readFacts } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { residentsOf } from "../residents.ts";
import { defineRule } from "../rule.ts";

/** The same UUID on both hosts: running twice ruins disks; an inactive definition of the same name is overwritten by libvirt. */
export const identityUuid = defineRule({
  id: "identity.uuid",
  group: "identity",
  reasons: ["new-uuid", "free", "active-elsewhere", "other-name", "overwritten"],
  evaluate: ({ domain, source, destination, options }, say) => {
    if (makesClone(options)) return say.notApplicable("new-uuid");
    const wanted = destinationName(options, domain);
    const facts = readFacts(destination);
    if (!facts.known) return say.cannotTell(facts.why);
    const twin = residentsOf(destination.domains).byUuid.get(domain.uuid)?.[0];
    if (!twin) return say.pass("free", () => ({ evidence: [seen(destination, "uuid", domain.uuid)] }));
    const evidence = () => [
      seen(source, "state", `${domain.name}: ${domain.state}`),
      seen(destination, "state", `${twin.name}: ${twin.state}`),
      seen(destination, "uuid", twin.uuid),
    ];
    const look = virsh("domstate", "--reason", twin.uuid);
    if (isActive(twin)) return say.block("active-elsewhere", { evidence, fix: fix("stop-and-compare", "destination", [look]) });
    if (twin.name !== wanted) {
      const advice = fix("rename-or-remove", "destination", [
        virsh("dumpxml", "--inactive", twin.uuid),
        virsh("undefine", twin.uuid),
      ]);
      return say.block("other-name", { values: { name: twin.name }, evidence, fix: advice });
    }
    return say.warn("overwritten", {
      evidence,
      fix: fix("stop-and-compare", "destination", [virsh("dumpxml", "--inactive", twin.uuid)]),
    });
  },
});
