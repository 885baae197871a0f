import { destinationName, makesClone } from "../choices.ts";
import { readFacts } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { residentsOf } from "../residents.ts";
import { defineRule } from "../rule.ts";

/** libvirt: "domain 'N' already exists with uuid U". */
export const identityName = defineRule({
  id: "identity.name",
  group: "identity",
  reasons: ["free", "clash"],
  evaluate: ({ domain, destination, options }, say) => {
    const facts = readFacts(destination);
    if (!facts.known) return say.cannotTell(facts.why);
    const wanted = destinationName(options, domain);
    const namesakes = residentsOf(destination.domains).byName.get(wanted);
    const other = namesakes?.find(({ uuid }) => uuid !== domain.uuid || makesClone(options));
    if (!other) return say.pass("free", () => ({ values: { name: wanted }, evidence: [seen(destination, "name", wanted)] }));
    return say.block("clash", {
      values: { name: wanted, uuid: other.uuid },
      evidence: [
        seen(destination, "name", other.name),
        seen(destination, "uuid", other.uuid),
        seen(destination, "state", other.state),
      ],
      fix: fix("rename-or-remove", "destination", [virsh("dominfo", other.uuid), virsh("domrename", other.uuid, "NEW-NAME")]),
    });
  },
});
