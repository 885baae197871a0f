import type { Message } from "../model/finding.ts";
import type { HostFacts } from "../model/host.ts";
import type { MigrationRecord } from "../model/migration.ts";
import type { LeverAction, LeverKind } from "../model/options.ts";
import { compareVersions } from "../preflight/compare-versions.ts";
import { onDomain, resumeOf } from "./command.ts";
import { whole } from "./command-words.ts";
import { postCopyBegun } from "./ladder.ts";
import { abortUse, pausedByUs } from "./lever-record.ts";
import { armsAutoConverge, needsPostCopy } from "./option-uses.ts";
import { letGoCommand } from "./throttle.ts";

/** Why a lever cannot be used now: keys below `live.levers.reasons`. */
export const LEVER_REASONS = [
  "live-only",
  "in-queue",
  "not-started",
  "not-copying-yet",
  "host-away",
  "ended",
  "checking",
  "switching",
  "abort-requested",
  "in-post-copy",
  "post-copy-not-allowed",
  "memory-not-begun",
  "disks-keep-their-rate",
  "no-file-copy",
  "guest-paused",
  "auto-converge-on-already",
  "auto-converge-let-go",
  "auto-converge-not-armed",
  "post-copy-broken",
  "not-broken",
  "recover-libvirt-too-old",
  "recover-version-unknown",
] as const;
export type LeverReason = (typeof LEVER_REASONS)[number];

export type LeverState = { readonly available: true } | { readonly available: false; readonly reason: Message };

export interface LeverFacts {
  readonly source: HostFacts | null;
  readonly destination: HostFacts | null;
}

/** libvirt's and QEMU's own "no limit", MiB/s: what `migrate-getspeed` prints when nobody set one. */
const UNLIMITED_MIB_PER_SEC = 8_796_093_022_207;
const RESUME_SINCE = "8.5.0";

/**
 * Which levers can be used at this moment, and why the others cannot. The server refuses by it, the page greys out by it. `facts` are for the recovery
 * alone, which needs libvirt 8.5 on both hosts.
 */
export function leverStates(record: MigrationRecord, facts: LeverFacts): Readonly<Record<LeverKind, LeverState>> {
  return {
    "max-downtime": stateOf(copying(record)),
    bandwidth: stateOf(bandwidth(record)),
    "post-copy-bandwidth": stateOf(postCopyBandwidth(record)),
    "auto-converge": stateOf(autoConverge(record)),
    "post-copy": stateOf(postCopy(record)),
    suspend: stateOf(copying(record) ?? (pausedByUs(record) ? "guest-paused" : null)),
    recover: recover(record, facts),
    abort: stateOf(abort(record)),
  };
}

/** Null: libvirt copies memory or disks for a VM that runs on the source. */
function copying(record: MigrationRecord): LeverReason | null {
  const early = running(record);
  if (early) return early;
  if (record.phase === "preparing") return "not-copying-yet";
  if (postCopyBegun(record)) return "in-post-copy";
  return record.phase === "switchover" ? "switching" : null;
}

/** libvirt 9.0 takes a new figure while disks are copied, but their copy goes on at the old rate (tried on the lab). Files are copied by ourselves. */
function bandwidth(record: MigrationRecord): LeverReason | null {
  if (record.request.options.mode === "live")
    return copying(record) ?? (record.phase === "block-copy" ? "disks-keep-their-rate" : null);
  if (record.endedAtMs !== null) return "ended";
  const standing = notRunning(record) ?? (abortUse(record) ? "abort-requested" : null);
  return standing ?? (record.phase === "file-copy" ? null : "no-file-copy");
}

/** What is common to all levers on a running job. */
function running(record: MigrationRecord): LeverReason | null {
  if (record.endedAtMs !== null) return "ended";
  if (record.request.options.mode !== "live") return "live-only";
  if (record.state === "post-copy-broken") return "post-copy-broken";
  const standing = notRunning(record);
  if (standing) return standing;
  return abortUse(record) ? "abort-requested" : null;
}

function notRunning(record: MigrationRecord): LeverReason | null {
  switch (record.state) {
    case "queued":
      return record.queue.admittedAtMs === null ? "in-queue" : "not-started";
    case "starting":
      return "not-started";
    case "detached":
      return "host-away";
    case "finishing":
      return "checking";
    default:
      return null;
  }
}

function postCopy(record: MigrationRecord): LeverReason | null {
  const early = running(record);
  if (early) return early;
  if (!needsPostCopy(record.request.options)) return "post-copy-not-allowed";
  if (postCopyBegun(record)) return "in-post-copy";
  if (record.phase === "switchover") return "switching";
  if (record.phase !== "pre-copy") return "memory-not-begun";
  return pausedByUs(record) ? "guest-paused" : null;
}

function postCopyBandwidth(record: MigrationRecord): LeverReason | null {
  const early = running(record);
  if (early) return early;
  if (!needsPostCopy(record.request.options)) return "post-copy-not-allowed";
  return record.phase === "preparing" ? "not-copying-yet" : null;
}

function autoConverge(record: MigrationRecord): LeverReason | null {
  const early = copying(record);
  if (early) return early;
  const { options } = record.request;
  if (options.autoConverge) return "auto-converge-on-already";
  if (!armsAutoConverge(options)) return "auto-converge-not-armed";
  const used = record.levers.some(({ action, ok }) => action.kind === "auto-converge" && ok !== false);
  return used ? "auto-converge-let-go" : null;
}

/** In post-copy neither host has the whole guest: there is nothing to go back to. */
function abort(record: MigrationRecord): LeverReason | null {
  if (record.endedAtMs !== null) return "ended";
  if (abortUse(record)) return "abort-requested";
  if (record.state === "finishing") return "checking";
  if (record.state === "post-copy-broken") return "post-copy-broken";
  if (postCopyBegun(record)) return "in-post-copy";
  return record.phase === "restoring" || record.phase === "defining" ? "switching" : null;
}

function recover(record: MigrationRecord, facts: LeverFacts): LeverState {
  if (record.endedAtMs !== null) return stateOf("ended");
  if (record.state !== "post-copy-broken") return stateOf("not-broken");
  for (const host of [facts.source, facts.destination]) {
    if (!host?.libvirtVersion.known) return stateOf("recover-version-unknown", { needed: RESUME_SINCE });
    const found = host.libvirtVersion.value;
    if (compareVersions(found, RESUME_SINCE) < 0)
      return stateOf("recover-libvirt-too-old", { host: host.hostname, needed: RESUME_SINCE, found });
  }
  return { available: true };
}

function stateOf(reason: LeverReason | null, values?: Record<string, string>): LeverState {
  if (reason === null) return { available: true };
  return { available: false, reason: { key: `live.levers.reasons.${reason}`, ...(values ? { values } : {}) } };
}

/**
 * The command on the source that does it. Null when no command does: the rate of a file copy (the copy asks the record), recovering a migration that
 * never had post-copy. Whether it may be used now is `leverStates`' answer. Throws a RangeError for a figure out of its range.
 */
export function leverCommand(record: Pick<MigrationRecord, "request" | "argv">, action: LeverAction): readonly string[] | null {
  const uuid = record.request.domainUuid;
  const isLive = record.request.options.mode === "live";
  switch (action.kind) {
    case "max-downtime":
      return onDomain("migrate-setmaxdowntime", uuid, ["--downtime", whole(action.ms, 1, 60_000, "downtime")]);
    case "bandwidth":
      return isLive ? onDomain("migrate-setspeed", uuid, ["--bandwidth", speed(action.mibPerSec)]) : null;
    case "post-copy-bandwidth":
      return onDomain("migrate-setspeed", uuid, ["--bandwidth", speed(action.mibPerSec), "--postcopy"]);
    case "auto-converge":
      return letGoCommand(uuid, record.request.options);
    case "post-copy":
      return onDomain("migrate-postcopy", uuid);
    case "suspend":
      return onDomain("suspend", uuid);
    case "recover":
      return record.argv.includes("--postcopy") ? resumeOf(record.argv) : null;
    case "abort":
      return onDomain("domjobabort", uuid);
  }
}

function speed(mibPerSec: number | null): string {
  return mibPerSec === null ? String(UNLIMITED_MIB_PER_SEC) : whole(mibPerSec, 1, 1_048_576, "bandwidth");
}
