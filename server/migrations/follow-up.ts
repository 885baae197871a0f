import { type JobInfo, parseJobInfo } from "../../lib/core/facts/domjobinfo.ts";
import { pausedByUs } from "../../lib/core/migration/lever-record.ts";
import { armsAutoConverge } from "../../lib/core/migration/option-uses.ts";
import { restoreThrottleCommand } from "../../lib/core/migration/throttle.ts";
import type { Message } from "../../lib/core/model/finding.ts";
import type { TruthItem } from "../../lib/core/model/migration.ts";
import { succeeded } from "../ssh/command-result.ts";
import { type ActiveMigration, hostIdOf, hostNameOf, type Side } from "./active.ts";
import type { Before } from "./before.ts";
import { leftover } from "./end-details.ts";
import { argvOn, virshOn } from "./run-command.ts";
import type { TruthReading } from "./truth-check.ts";

const TIMEOUT_MS = 5_000;

export interface FollowUp {
  readonly items: readonly TruthItem[];
  readonly leftovers: readonly Message[];
}

/** Puts back what libvirt does not carry or leaves changed: autostart at the destination, the downtime limit where the VM stayed. */
export async function putBack(active: ActiveMigration, reading: TruthReading, before: Before): Promise<FollowUp> {
  switch (reading.verdict) {
    case "moved":
    case "moved-paused":
      return restoreAutostart(active, reading, before);
    case "stayed":
      return restoreLimits(active, before);
    default:
      return { items: [], leftovers: [] };
  }
}

async function restoreAutostart(active: ActiveMigration, reading: TruthReading, before: Before): Promise<FollowUp> {
  const wanted = before.autostart === true && reading.destination.truth.persistent === true;
  if (!wanted || reading.destination.autostart === true) return { items: [], leftovers: [] };
  const result = await virshOn(active, "destination", "autostart", [], { timeoutMs: TIMEOUT_MS });
  const ok = succeeded(result);
  if (ok) note(active, "autostart-restored", "destination");
  const label = { key: "failures.truth.autostart", values: { host: hostNameOf(active, "destination") } };
  return {
    items: [{ id: "autostart", ok, label, value: ok ? "enable" : "disable" }],
    leftovers: ok ? [] : [leftover(active, "autostart", "destination")],
  };
}

/**
 * After an abort or a failure QEMU on the source keeps the limits that we set, and libvirt the bandwidth that a lever set (libvirt 9.0, tried on the
 * lab): the next migration would begin with them.
 */
async function restoreLimits(active: ActiveMigration, before: Before): Promise<FollowUp> {
  const { limits, levers, request } = active.keeper.current();
  const leftovers: Message[] = [];
  if (limits.maxDowntimeMs !== null && before.maxDowntimeMs !== null && before.maxDowntimeMs !== limits.maxDowntimeMs) {
    const ms = before.maxDowntimeMs;
    const result = await virshOn(active, "source", "migrate-setmaxdowntime", ["--downtime", String(ms)], {
      timeoutMs: TIMEOUT_MS,
    });
    if (succeeded(result)) note(active, "downtime-restored", "source", { ms });
    else leftovers.push(leftover(active, "downtime-limit", "source", { ms }));
  }
  if (before.bandwidthMiBps !== null && levers.some(({ action }) => action.kind === "bandwidth")) {
    const speed = ["--bandwidth", String(before.bandwidthMiBps)];
    const result = await virshOn(active, "source", "migrate-setspeed", speed, { timeoutMs: TIMEOUT_MS });
    if (!succeeded(result)) leftovers.push(leftover(active, "bandwidth-limit", "source"));
  }
  if (armsAutoConverge(request.options)) {
    const argv = restoreThrottleCommand(request.domainUuid);
    const result = await argvOn(active, "source", argv, { timeoutMs: TIMEOUT_MS });
    if (!succeeded(result)) leftovers.push(leftover(active, "throttle", "source"));
  }
  return { items: [], leftovers };
}

/**
 * A guest that we paused ourselves (time limit, ladder, lever) must not stay paused where it arrived, unless that was asked for. libvirt 9.0 resumes
 * it by itself; this is for those that do not. True when it was resumed.
 */
export async function resumeIfWePausedIt(active: ActiveMigration, reading: TruthReading): Promise<boolean> {
  const record = active.keeper.current();
  const { suspendAtDestination } = record.request.options;
  if (!pausedByUs(record) || suspendAtDestination || reading.verdict !== "moved-paused") return false;
  const result = await virshOn(active, "destination", "resume", [], { timeoutMs: TIMEOUT_MS });
  note(active, succeeded(result) ? "resumed-after-timeout" : "resume-failed", "destination");
  return succeeded(result);
}

/** libvirt's own figures of a completed migration, which only the destination keeps when the source is undefined. */
export async function completedJob(active: ActiveMigration): Promise<JobInfo | null> {
  const options = ["--completed", "--keep-completed", "--rawstats"];
  const result = await virshOn(active, "destination", "domjobinfo", options, { timeoutMs: TIMEOUT_MS });
  const job = succeeded(result) ? parseJobInfo(result.stdout) : null;
  return job?.type === "completed" ? job : null;
}

function note(active: ActiveMigration, key: string, side: Side, values: Message["values"] = {}): void {
  active.log.note(
    { key: `failures.notes.${key}`, values: { host: hostNameOf(active, side), ...values } },
    hostIdOf(active, side),
  );
}
