import type { Patch } from "../test-support/lab.ts";
import { done } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { identityJob } from "./identity-job.ts";

const jobs = (job: string | null, operation: string | null, blockJobs: readonly string[]): Patch => ({
  probes: { jobs: done({ job, operation, blockJobs, checkpoints: 0 }) },
});

testRule(identityJob, [
  ["idle", {}, "pass idle"],
  ["migrating already", jobs("unbounded", "outgoing migration", []), "block busy"],
  ["a job without a name", jobs("bounded", null, []), "block busy"],
  ["mirroring a disk", jobs(null, null, ["vda", "vdb"]), "block block-job"],
  ["not asked", { probes: { jobs: { kind: "pending" } } }, "unknown not-probed"],
]);
