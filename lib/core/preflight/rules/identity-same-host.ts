import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** libvirt refuses a migration between hosts of one UUID: the same host, or one that was cloned with its host_uuid. */
export const identitySameHost = defineRule({
  id: "identity.same-host",
  group: "identity",
  scope: "pair",
  reasons: ["different", "same-host", "cloned"],
  evaluate: ({ source, destination }, say) => {
    if (source.registration.id === destination.registration.id) return say.block("same-host", { fix: fix("other-host") });
    const from = readFact(source, (facts) => facts.uuid);
    const to = readFact(destination, (facts) => facts.uuid);
    if (!from.known) return say.cannotTell(from.why);
    if (!to.known) return say.cannotTell(to.why);
    const evidence = () => [seen(source, "uuid", from.value), seen(destination, "uuid", to.value)];
    if (from.value !== to.value) return say.pass("different", { evidence });
    const commands = [["uuidgen"], ["sed", "-i", 's/^#*host_uuid = .*/host_uuid = "NEW-UUID"/', "/etc/libvirt/libvirtd.conf"]];
    return say.block("cloned", { values: { uuid: to.value }, evidence, fix: fix("unique-host-uuid", "destination", commands) });
  },
});
