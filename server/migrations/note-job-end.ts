import { resumeOf } from "../../lib/core/migration/command.ts";
import { quoteArgv } from "../../lib/core/migration/quote.ts";
import type { MigrationLogEntry, MigrationRecord } from "../../lib/core/model/migration.ts";
import type { RemoteJobStatus } from "../libvirt/remote-job.ts";
import { type ActiveMigration, hostNameOf } from "./active.ts";
import { recoveryJobId, remoteJobId } from "./remote-job.ts";
import { logJobEnd } from "./run-command.ts";

/** Puts the end of the virsh that works (or worked) for this migration into its log, once, with all that it said; `n`: which one, the latest as a rule. */
export function noteJobEnd(
  active: ActiveMigration,
  job: RemoteJobStatus | null,
  n: number = active.keeper.current().recoveries,
): void {
  const record = active.keeper.current();
  const jobId = recoveryJobId(record, n);
  if (!job || active.endsNoted.has(jobId)) return;
  if (job.state !== "ended" && job.state !== "vanished") return;
  active.endsNoted.add(jobId);
  if (job.state === "vanished") {
    active.log.note({ key: "failures.notes.remote-job-vanished", values: { host: hostNameOf(active, "source") } });
    return;
  }
  const argv = n > 0 ? resumeOf(record.argv) : record.argv;
  const startedAtMs = n > 0 ? recoveryAtMs(record, n) : record.startedAtMs;
  const durationMs = startedAtMs === null ? 0 : active.deps.now() - startedAtMs;
  logJobEnd(active, "source", argv, job, durationMs);
}

/** What an earlier run of the server noted, by its log: the names of the processes whose end stands there. */
export function endsInLog(record: MigrationRecord, log: readonly MigrationLogEntry[]): readonly string[] {
  if (!record.argv.includes("migrate")) return [];
  const times = (argv: readonly string[]) => {
    const text = quoteArgv(argv);
    return log.filter((entry) => entry.kind === "command" && entry.text === text).length;
  };
  const first = times(record.argv) > 0 ? [remoteJobId(record)] : [];
  const recoveries = record.recoveries > 0 ? times(resumeOf(record.argv)) : 0;
  return [...first, ...Array.from({ length: recoveries }, (_, index) => recoveryJobId(record, index + 1))];
}

function recoveryAtMs({ levers }: MigrationRecord, n: number): number | null {
  return levers.filter(({ action }) => action.kind === "recover")[n - 1]?.atMs ?? null;
}
