import { type RemoteJobStatus, readRemoteJob, startRemoteJob } from "../../libvirt/remote-job.ts";
import { type ActiveMigration, linkOf, type Side } from "../active.ts";
import { logJobEnd } from "../run-command.ts";

const LOOK_EVERY_MS = 400;

export type JobEnd =
  | { readonly kind: "ended"; readonly job: RemoteJobStatus }
  /** It ran, and nobody can tell how it ended: only the hosts can. */
  | { readonly kind: "vanished" }
  | { readonly kind: "refused"; readonly words: string }
  | { readonly kind: "silent" }
  | { readonly kind: "stopped" };

/**
 * Runs a command detached on one side and waits for its end; one that was started before, by this or an earlier run of the server, is waited for and
 * never started twice. `tick` is called between two looks.
 */
export async function runJob(
  active: ActiveMigration,
  side: Side,
  jobId: string,
  argv: readonly string[],
  tick: () => Promise<void>,
): Promise<JobEnd> {
  const startedAt = performance.now();
  for (;;) {
    if (active.stopped) return { kind: "stopped" };
    const link = linkOf(active, side);
    if (link?.state().kind !== "up") return { kind: "silent" };
    const reading = await readRemoteJob(link, jobId);
    if (reading.kind === "unknown") return { kind: "silent" };
    switch (reading.job.state) {
      case "absent": {
        const start = await startRemoteJob(link, jobId, argv);
        if (start.kind === "refused") return { kind: "refused", words: start.reason };
        if (start.kind === "unknown") return { kind: "silent" };
        break;
      }
      case "ended":
        logJobEnd(active, side, argv, reading.job, performance.now() - startedAt);
        return { kind: "ended", job: reading.job };
      case "vanished":
        return { kind: "vanished" };
      default:
        await tick();
    }
    await active.wake.sleep(LOOK_EVERY_MS);
  }
}
