import type { StepKind } from "../../../lib/core/model/steps.ts";
import { removeRemoteJob } from "../../libvirt/remote-job.ts";
import { type ActiveMigration, linkOf, type Side } from "../active.ts";
import { remoteJobId } from "../remote-job.ts";
import { ownSteps } from "./ledger.ts";

/** The detached processes of each kind of step, by what stands behind the migration's own name. */
const JOBS: Partial<Readonly<Record<StepKind, readonly (readonly [Side, string])[]>>> = {
  migrate: [["source", ""]],
  "copy-files": [["source", "-copy"]],
  "save-state": [
    ["source", "-save"],
    ["source", "-unsave"],
  ],
  "restore-state": [["destination", "-restore"]],
};

/**
 * Takes the folders of all processes of this migration off both hosts, whichever way it came to its end: a step that finds its work done on its return
 * does not look at its process again. One that still runs is left alone, and so is a host that does not answer: the recovery assistant shows both.
 */
export async function forgetJobs(active: ActiveMigration): Promise<void> {
  for (const { kind } of ownSteps(active))
    for (const [side, suffix] of JOBS[kind] ?? []) {
      const link = linkOf(active, side);
      if (link) await removeRemoteJob(link, `${remoteJobId(active)}${suffix}`);
    }
}
