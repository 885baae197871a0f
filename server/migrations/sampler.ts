import { type JobInfo, parseJobInfo } from "../../lib/core/facts/domjobinfo.ts";
import { forecast } from "../../lib/core/migration/forecast.ts";
import { classifyLibvirtText } from "../../lib/core/migration/libvirt-error.ts";
import { isActiveJob, toSample } from "../../lib/core/migration/progress.ts";
import { type ActiveMigration, remember } from "./active.ts";
import { virshOn } from "./run-command.ts";

/** The record (with its forecast) follows the readings at most this often, ms: the readings themselves go out one by one. */
const RECORD_EVERY_MS = 1_000;
const READ_TIMEOUT_MS = 4_000;

/** What libvirt says when there is no such job because the domain is not there, or not on. */
const GONE = new Set<string>(["domain-not-running", "domain-gone"]);

/** What a reading of the job says about the migration. */
export type JobReading = "active" | "none" | "silent";

/** Takes one reading from the source, stores and announces it. Never throws for what a host does; a store that fails does. */
export async function takeSample(active: ActiveMigration): Promise<JobReading> {
  const { deps, keeper } = active;
  const result = await virshOn(active, "source", "domjobinfo", ["--rawstats"], {
    timeoutMs: READ_TIMEOUT_MS,
    logged: "repeated",
  });
  if (result.timedOut || result.connectionLost || result.exitCode === null) return "silent";
  const job = parseJobInfo(result.stdout);
  if (!job) return GONE.has(classifyLibvirtText(result.stderr) ?? "") ? "none" : "silent";
  if (!isActiveJob(job)) return "none";
  if (keeper.current().state === "running") await use(active, job, deps.now());
  return "active";
}

async function use(active: ActiveMigration, job: JobInfo, atMs: number): Promise<void> {
  const { keeper } = active;
  const sample = toSample(job, atMs, active.samples.at(-1) ?? null);
  if (!sample) return;
  remember(active, sample);
  await keeper.addSample(sample);
  const record = keeper.current();
  const due = record.lastSample === null || atMs - record.lastSample.atMs >= RECORD_EVERY_MS;
  const outlook = forecast({
    samples: active.samples,
    maxDowntimeMs: record.limits.maxDowntimeMs,
    previous: record.forecast,
    inPostCopy: record.phase === "post-copy",
  });
  if (due && outlook) await keeper.apply({ type: "sampled", atMs, sample, forecast: outlook });
}
