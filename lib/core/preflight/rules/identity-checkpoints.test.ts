import { chosen, cloning } from "../test-support/chosen.ts";
import { done, type Patch } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { identityCheckpoints } from "./identity-checkpoints.ts";

const with_ = (checkpoints: number | null): Patch => ({
  probes: { jobs: done({ job: null, operation: null, blockJobs: [], checkpoints }) },
});

testRule(identityCheckpoints, [
  ["none", {}, "pass none"],
  ["one", with_(1), "warn not-carried"],
  ["many", with_(7), "warn not-carried"],
  ["offline", { ...with_(1), options: chosen({ mode: "offline" }) }, "warn not-carried"],
  ["moved by files", { ...with_(1), options: chosen({ mode: "saved-state" }) }, "block undefine-refused"],
  ["cloned", { ...with_(1), options: cloning() }, "warn not-carried"],
  ["an old libvirt", with_(null), "not-applicable not-listed"],
  ["not asked", { probes: { jobs: { kind: "pending" } } }, "unknown not-probed"],
]);
