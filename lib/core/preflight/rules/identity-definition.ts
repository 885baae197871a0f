import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** Without its definition a VM has no disks and no NICs for us, and every rule about those would be content with nothing. */
export const identityDefinition = defineRule({
  id: "identity.definition",
  group: "identity",
  scope: "domain",
  reasons: ["read", "unreadable"],
  evaluate: ({ domain, source }, say) => {
    const evidence = () => [seen(source, "name", domain.name), seen(source, "uuid", domain.uuid)];
    if (domain.arch !== "" && domain.machine !== "") return say.pass("read", { evidence });
    return say.block("unreadable", { evidence, fix: fix("check-again", "source", [virsh("dumpxml", domain.uuid)]) });
  },
});
