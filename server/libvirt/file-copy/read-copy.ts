import type { HostLink } from "../host-link.ts";
import { type RemoteJobStatus, readRemoteJob, removeRemoteJob } from "../remote-job.ts";
import { type CopyReport, parseCopyReport } from "./parse-report.ts";
import type { CopyStatus, CopyUnknown } from "./types.ts";

/** More than MAX_FILES files with the longest paths that a job takes can say. */
const MAX_REPORT_BYTES = 128 * 1024;

export type CopyReading = ({ readonly kind: "ok" } & CopyStatus) | CopyUnknown;

/** How the copy `id` stands, as its job on the source says. Cheap: one short command, and an answer of a few hundred bytes a file. */
export async function readCopy(source: HostLink, id: string): Promise<CopyReading> {
  const reading = await readRemoteJob(source, id, MAX_REPORT_BYTES);
  if (reading.kind === "unknown") return { kind: "unknown", where: "source", result: reading.result };
  const report = parseCopyReport(reading.job.stdout, reading.job.stderr);
  return { kind: "ok", ...statusOf(reading.job, report) };
}

/** What a job's state and its report make together. */
export function statusOf(job: Pick<RemoteJobStatus, "state" | "exitCode" | "stderr">, report: CopyReport): CopyStatus {
  const { files, wireBytes, failure } = report;
  if (job.state === "absent") return { state: "absent", files: [], wireBytes: 0, failure: null };
  if (job.state === "starting" || job.state === "running") return { state: "running", files, wireBytes, failure: null };
  // All was verified and in place: how its last breath came does not matter.
  if (report.complete) return { state: "done", files, wireBytes, failure: null };
  if (job.state === "vanished" && !failure) return { state: "vanished", files, wireBytes, failure: null };
  const broken = files.map((file) =>
    file.phase === "copying" || file.phase === "verifying" ? { ...file, phase: "failed" as const } : file,
  );
  const code = (job.exitCode ?? 0) > 128 ? "killed" : "unexpected";
  const said = job.stderr
    .replace(/^tick .*$/gm, "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 1_500);
  const words = `exit status ${job.exitCode}${said === "" ? "" : `: ${said}`}`;
  return { state: "failed", files: broken, wireBytes, failure: failure ?? { code, file: null, words } };
}

/** Forgets an ended copy's job at the source. False while it runs; null when the host did not answer. Touches no file that was copied. */
export function removeCopy(source: HostLink, id: string): Promise<boolean | null> {
  return removeRemoteJob(source, id);
}
