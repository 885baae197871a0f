import { parseDominfo } from "../../lib/core/facts/dominfo.ts";
import type { MigrationLogEntry } from "../../lib/core/model/migration.ts";
import type { DiskPath } from "../../lib/core/model/options.ts";
import type { ActiveMigration } from "./active.ts";
import { virshOn } from "./run-command.ts";

/** How the domain was before the migration, as far as it must be the same or be put back after it. Null = not known. */
export interface Before {
  readonly autostart: boolean | null;
  /** `domblklist --details`, a line a disk, in order. */
  readonly disks: readonly string[] | null;
  /** The limits that were in force: QEMU's downtime limit, ms, and libvirt's bandwidth, MiB/s. */
  readonly maxDowntimeMs: number | null;
  readonly bandwidthMiBps: number | null;
}

const TIMEOUT_MS = 5_000;

/** Reads it on the source. The answers stand in the migration's log, so that they outlive this process. */
export async function noteBefore(active: ActiveMigration): Promise<void> {
  const how = { timeoutMs: TIMEOUT_MS };
  await Promise.all([
    virshOn(active, "source", "dominfo", [], how),
    virshOn(active, "source", "domblklist", ["--details"], how),
    virshOn(active, "source", "migrate-getmaxdowntime", [], how),
    virshOn(active, "source", "migrate-getspeed", [], how),
  ]);
}

/** Finds it again in the log: the first answer of the source to each question. */
export async function readBefore(active: ActiveMigration): Promise<Before> {
  await active.log.flushed();
  const log = await active.deps.store.migrations.log(active.id);
  const { sourceHostId } = active.keeper.current().request;
  const answer = (verb: string): string | null =>
    log.find((entry) => entry.hostId === sourceHostId && entry.exitCode === 0 && isVerb(entry, verb))?.stdout ?? null;
  const flags = parseDominfo(answer("dominfo") ?? "");
  const disks = answer("domblklist");
  const limit = wholeOf(answer("migrate-getmaxdowntime"));
  const bandwidth = wholeOf(answer("migrate-getspeed"));
  return {
    autostart: flags.known ? flags.value.autostart : null,
    disks: disks === null ? null : diskLines(disks),
    maxDowntimeMs: limit,
    bandwidthMiBps: bandwidth,
  };
}

function wholeOf(answer: string | null): number | null {
  const text = (answer ?? "").trim();
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

/** One line a disk with target and source, spaces evened out, sorted: two hosts print the same disks alike. */
export function diskLines(domblklist: string): readonly string[] {
  return domblklist
    .split("\n")
    .map((line) => line.trim().split(/\s+/).join(" "))
    .filter((line) => line !== "" && !line.startsWith("---") && !/^Type /.test(line))
    .sort();
}

/**
 * The same lines as they have to be where disks got other paths. A line is `type device target source`; what lies below /dev/ is a block device.
 */
export function movedDiskLines(lines: readonly string[], diskPaths: readonly DiskPath[]): readonly string[] {
  const moved = lines.map((line) => {
    const [, device = "", target = ""] = line.split(" ");
    const path = diskPaths.find((disk) => disk.target === target)?.path;
    if (path === undefined) return line;
    return [path.startsWith("/dev/") ? "block" : "file", device, target, ...path.split(/\s+/)].join(" ");
  });
  return moved.sort();
}

function isVerb(entry: MigrationLogEntry, verb: string): boolean {
  return entry.kind === "command" && entry.text.split(" ").includes(verb);
}
