import { commandsOf, probed } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** libvirt: "another migration job is already running for domain" and "domain has active block job". */
export const identityJob = defineRule({
  id: "identity.job",
  group: "identity",
  scope: "domain",
  reasons: ["idle", "busy", "block-job"],
  evaluate: ({ domain, source, probes: { jobs } }, say) => {
    if (jobs.kind !== "done") return say.notProbed(jobs);
    const { job, operation, blockJobs } = jobs.value;
    const id = source.registration.id;
    const evidence = commandsOf(jobs);
    const advice = fix("wait-for-job", "source", [virsh("domjobinfo", domain.uuid)]);
    if (job !== null) {
      const values = { job: operation ?? job };
      return say.block("busy", { values, evidence: [...evidence, probed(jobs, id, "job", operation ?? job)], fix: advice });
    }
    if (blockJobs.length > 0) {
      const looks = blockJobs.map((target) => virsh("blockjob", domain.uuid, target, "--info"));
      const busy = blockJobs.map((target) => probed(jobs, id, "disk", target));
      const values = { disks: blockJobs.join(", ") };
      return say.block("block-job", { values, evidence: [...evidence, ...busy], fix: fix("wait-for-job", "source", looks) });
    }
    return say.pass("idle", { evidence });
  },
});
