import { undefinesByHand } from "../choices.ts";
import { commandsOf, probed } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** libvirt moves a domain with checkpoints without a word, but the list at the destination is empty (seen with 9.0). */
export const identityCheckpoints = defineRule({
  id: "identity.checkpoints",
  group: "identity",
  scope: "domain",
  reasons: ["none", "not-carried", "undefine-refused", "not-listed"],
  evaluate: ({ domain, source, options, probes: { jobs } }, say) => {
    if (jobs.kind !== "done") return say.notProbed(jobs);
    const { checkpoints } = jobs.value;
    if (checkpoints === null) return say.notApplicable("not-listed", { evidence: commandsOf(jobs) });
    const evidence = () => [probed(jobs, source.registration.id, "checkpoints", checkpoints)];
    if (checkpoints === 0) return say.pass("none", { evidence });
    const commands = [virsh("checkpoint-list", domain.uuid)];
    const values = { count: checkpoints };
    // libvirt: "cannot delete inactive domain with N checkpoints".
    if (undefinesByHand(options)) {
      const forget = virsh("checkpoint-delete", domain.uuid, "--metadata", "NAME");
      return say.block("undefine-refused", { values, evidence, fix: fix("delete-checkpoints", "source", [...commands, forget]) });
    }
    return say.warn("not-carried", { values, evidence, fix: fix("full-backup-after", "source", commands) });
  },
});
