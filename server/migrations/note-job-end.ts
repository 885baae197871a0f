import { resumeOf } from "../../lib/core/migration/command.ts";
import { quoteArgv } from "../../lib/core/migration/quote.ts";
import type { RemoteJobStatus } from "../libvirt/remote-job.ts";
import { type ActiveMigration, hostIdOf, hostNameOf } from "./active.ts";
import { currentJobId } from "./remote-job.ts";

/** Puts the end of the virsh that works (or worked) for this migration into its log, once, with all that it said. */
export function noteJobEnd(active: ActiveMigration, job: RemoteJobStatus | null): void {
  const record = active.keeper.current();
  const jobId = currentJobId(record);
  if (!job || active.endsNoted.has(jobId)) return;
  if (job.state !== "ended" && job.state !== "vanished") return;
  active.endsNoted.add(jobId);
  if (job.state === "vanished") {
    active.log.note({ key: "failures.notes.remote-job-vanished", values: { host: hostNameOf(active, "source") } });
    return;
  }
  const argv = record.recoveries > 0 ? resumeOf(record.argv) : record.argv;
  const startedAtMs = record.recoveries > 0 ? lastRecoveryAtMs(active) : record.startedAtMs;
  active.log.command(hostIdOf(active, "source"), {
    argv,
    command: quoteArgv(argv),
    exitCode: job.exitCode,
    signal: null,
    stdout: job.stdout,
    stderr: job.stderr,
    durationMs: startedAtMs === null ? 0 : active.deps.now() - startedAtMs,
    timedOut: false,
    connectionLost: false,
    truncated: false,
  });
}

function lastRecoveryAtMs(active: ActiveMigration): number | null {
  return active.keeper.current().levers.findLast(({ action }) => action.kind === "recover")?.atMs ?? null;
}
