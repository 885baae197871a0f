import type { MigrationLogEntry, MigrationRecord } from "@/lib/contract/index.ts";
import { quoteArgv } from "@/lib/core/migration/quote.ts";

/** An id below any that the server gives. */
const RUNNING_ID = -1;

type StartedRecord = Pick<MigrationRecord, "argv" | "startedAtMs" | "endedAtMs" | "request" | "sourceHostName" | "steps">;

/**
 * The log with the migrate command in its place while that command still runs: the server logs a command when it has ended, with its
 * outcome, and this one takes as long as the migration.
 */
export function withRunningCommand(log: readonly MigrationLogEntry[], record: StartedRecord): readonly MigrationLogEntry[] {
  const { argv } = record;
  const startedAtMs = commandStartedAt(record);
  if (startedAtMs === null || record.endedAtMs !== null || argv.length === 0) return log;
  const text = quoteArgv(argv);
  if (log.some((entry) => entry.kind === "command" && entry.text === text)) return log;
  const running: MigrationLogEntry = {
    id: RUNNING_ID,
    atMs: startedAtMs,
    kind: "command",
    hostId: record.request.sourceHostId,
    hostName: record.sourceHostName,
    text,
    message: null,
    exitCode: null,
    stdout: "",
    stderr: "",
    durationMs: null,
    repeats: 1,
  };
  const later = log.findIndex((entry) => entry.atMs > startedAtMs);
  return later === -1 ? [...log, running] : log.toSpliced(later, 0, running);
}

/** When the command itself began; null while it waits for steps before it, or has ended. Without steps it is all there is. */
function commandStartedAt({ steps, startedAtMs }: StartedRecord): number | null {
  if (steps.length === 0) return startedAtMs;
  const step = steps.find(({ kind }) => kind === "migrate");
  return step?.state === "running" ? step.startedAtMs : null;
}
