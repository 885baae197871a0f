import { setTimeout as sleep } from "node:timers/promises";
import type { HostLink } from "../host-link.ts";
import { killRemoteJob, readRemoteJob } from "../remote-job.ts";
import { type RootRun, runAsRoot } from "./as-root.ts";
import { parseCopyReport } from "./parse-report.ts";
import { PART_FUNCTIONS } from "./part-script.ts";
import { PROCESS_FUNCTIONS } from "./process-script.ts";
import type { CopiedFile, CopyRefused, CopyRequest, CopyUnknown } from "./types.ts";

/** $1 pid, $2 start, $3 boot id. Prints "stopped" or "alive". */
const STOP_SENDER = `
export LC_ALL=C
${PROCESS_FUNCTIONS}
if stop "$1" "$2" "$3"; then echo stopped; else echo alive; fi
`;

/**
 * $1 id, then the targets in their order. Ends the receiver and removes what it was writing, twice, since one that was just about to
 * begin reads on until its connection ends. Prints `placed I SUM INODE SIZE MTIME MADE` for files that are in place, and `busy I`.
 */
const REMOVE_PARTS = `
export LC_ALL=C
${PROCESS_FUNCTIONS}
${PART_FUNCTIONS}
id=$1
shift
for round in first second; do
  # The last first: a folder that was made for it lies in those that were made before.
  i=$#
  while [ "$i" -gt 0 ]; do
    eval "to=\\\${$i}"
    i=$((i - 1))
    part=\${to%/*}/.virtferry-$id-$i.part
    if ours; then
      if stop_holder; then
        placed && echo "placed $i $record"
        drop
      else echo "busy $i"; fi
    fi
  done
  [ "$round" = second ] || sleep 0.4
done
exit 0
`;

export type CopyAbort =
  /** Nothing of it runs; half-written files are gone. `placed`: whole files that it had put in place, for `removeCopied`. */
  { readonly kind: "ok"; readonly placed: readonly CopiedFile[] } | CopyRefused | CopyUnknown;

/**
 * Ends the copy and removes its part folders at the destination, through our own link there. May be called again, also for a copy that
 * has ended; a later start of the same id begins at zero. Unknown: one of the hosts did not answer, and something may be left.
 */
export async function abortCopy(source: HostLink, destination: HostLink, request: CopyRequest): Promise<CopyAbort> {
  const stopped = await stopJob(source, request.id);
  if (stopped !== null) return stopped;
  const targets = request.files.map(({ to }) => to);
  const run = await runAsRoot(destination, REMOVE_PARTS, [request.id, ...targets], { timeoutMs: 30_000 });
  if (run.kind !== "ran") return notRun(run, "destination");
  if (/^busy /m.test(run.result.stdout)) return { kind: "refused", code: "busy", words: run.result.stdout.trim() };
  return { kind: "ok", placed: placedIn(run.result.stdout, targets) };
}

/** Null when the job is over. */
async function stopJob(source: HostLink, id: string): Promise<CopyRefused | CopyUnknown | null> {
  for (let tries = 0; tries < 20; tries += 1) {
    const reading = await readRemoteJob(source, id);
    if (reading.kind === "unknown") return { kind: "unknown", where: "source", result: reading.result };
    if (reading.job.state !== "running" && reading.job.state !== "starting") return null;
    const { process } = parseCopyReport(reading.job.stdout, "");
    if (process) {
      // As root: what sudo has started is not ours to signal.
      const run = await runAsRoot(source, STOP_SENDER, [process.pid, process.start, process.boot], { timeoutMs: 15_000 });
      if (run.kind !== "ran") return notRun(run, "source");
    } else if (tries > 4) await killRemoteJob(source, id);
    await sleep(100);
  }
  return { kind: "refused", code: "busy", words: "the job at the source does not end" };
}

function notRun(run: Exclude<RootRun, { kind: "ran" }>, where: "source" | "destination"): CopyRefused | CopyUnknown {
  if (run.kind === "unknown") return { kind: "unknown", where, result: run.result };
  return { kind: "refused", code: where === "source" ? "no-root" : "destination-no-root", words: run.words };
}

function placedIn(text: string, targets: readonly string[]): readonly CopiedFile[] {
  return [...text.matchAll(/^placed (\d+) ([0-9a-f]{64}) (\d+) (\d+) (\S+) (\d+)$/gm)].flatMap((match) => {
    const [, index, sha256 = "", inode = "", size, modifiedAt = "", made] = match;
    const to = targets[Number(index)];
    return to === undefined ? [] : [{ to, sizeBytes: Number(size), sha256, inode, modifiedAt, madeFolders: Number(made) }];
  });
}
