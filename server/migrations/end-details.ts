import type { Message } from "../../lib/core/model/finding.ts";
import type { SideTruth, TruthItem } from "../../lib/core/model/migration.ts";
import { succeeded } from "../ssh/command-result.ts";
import { type ActiveMigration, hostNameOf, linkOf, type Side } from "./active.ts";
import { type Before, diskLines, movedDiskLines } from "./before.ts";
import { hasQemu } from "./read-side.ts";
import { virshOn } from "./run-command.ts";
import type { TruthReading } from "./truth-check.ts";

const TIMEOUT_MS = 5_000;
/** QEMU's own command line has `-uuid UUID`; nothing of ours has it. */
const PROCESSES = 'pgrep -f -- "-uuid $1"; [ $? -le 1 ]';

export interface EndDetails {
  readonly items: readonly TruthItem[];
  readonly leftovers: readonly Message[];
}

/** Looks at what must be the same as before, and at what must not be left, on the host where the domain is now and on the other one. */
export async function readEndDetails(active: ActiveMigration, reading: TruthReading, before: Before): Promise<EndDetails> {
  const moved = reading.verdict === "moved" || reading.verdict === "moved-paused";
  const stayed = reading.verdict === "stayed";
  const home: Side | null = moved ? "destination" : stayed ? "source" : null;
  const other: Side | null = moved ? "source" : stayed ? "destination" : null;
  const [disks, processes] = await Promise.all([
    home ? virshOn(active, home, "domblklist", ["--details"], { timeoutMs: TIMEOUT_MS }) : null,
    other ? processesOf(active, other) : null,
  ]);
  const { undefineSource, persistent, diskPaths } = active.keeper.current().request.options;
  const items: TruthItem[] = [
    stateItem(active, "source", reading.source.truth, moved ? !hasQemu(reading.source.truth) : stayed),
    stateItem(active, "destination", reading.destination.truth, moved ? true : !hasQemu(reading.destination.truth)),
    { ...item(active, "jobs"), ok: !anyJob(reading), value: anyJob(reading) ? "1" : "0" },
  ];
  const leftovers: Message[] = [];
  if (moved) {
    const gone = !reading.source.truth.present;
    const kept = reading.destination.truth.persistent === true;
    items.push({ ...item(active, "destination-definition", "destination"), ok: kept || !persistent, value: yes(kept) });
    items.push({ ...item(active, "source-definition", "source"), ok: gone || !undefineSource, value: yes(!gone) });
    if (!gone && undefineSource) leftovers.push(leftover(active, "source-definition", "source"));
  }
  if (disks) {
    const wanted = before.disks && movedDiskLines(before.disks, moved ? diskPaths : []);
    const same = wanted === null || !succeeded(disks) ? null : sameLines(wanted, diskLines(disks.stdout));
    items.push({ ...item(active, "disks"), ok: same, value: diskLines(disks.stdout).join(", ") });
  }
  if (other && processes !== null) {
    items.push({ ...item(active, `${other}-process`, other), ok: processes.length === 0, value: processes.join(" ") || "0" });
    if (processes.length > 0) leftovers.push(leftover(active, `${other}-process`, other, { pids: processes.join(" ") }));
  }
  return { items, leftovers };
}

async function processesOf(active: ActiveMigration, side: Side): Promise<readonly string[] | null> {
  const { domainUuid } = active.keeper.current().request;
  const result = await linkOf(active, side)?.script(PROCESSES, [domainUuid], { timeoutMs: TIMEOUT_MS });
  if (!result || !succeeded(result)) return null;
  return result.stdout.split("\n").filter((line) => /^\d+$/.test(line));
}

/** Where one side says that the domain is. */
export function stateItem(active: ActiveMigration, side: Side, truth: SideTruth, ok: boolean): TruthItem {
  const value = truth.present ? `${truth.state} (${truth.stateReason})` : "—";
  return { ...item(active, `${side}-state`, side), ok, value };
}

/** An item of the truth check by its id, with the host in its words where it is about one. */
export function item(active: ActiveMigration, id: string, side?: Side): Pick<TruthItem, "id" | "label"> {
  const key = `failures.truth.${id}`;
  return { id, label: side ? { key, values: { host: hostNameOf(active, side) } } : { key } };
}

/** A message about something that is left on a host. */
export function leftover(active: ActiveMigration, key: string, side: Side, values: Message["values"] = {}): Message {
  return { key: `failures.leftovers.${key}`, values: { host: hostNameOf(active, side), ...values } };
}

function anyJob(reading: TruthReading): boolean {
  return reading.source.truth.jobActive === true || reading.destination.truth.jobActive === true;
}

function sameLines(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((line, index) => line === right[index]);
}

/** libvirt's own words, as in `dominfo`. */
export function yes(value: boolean): string {
  return value ? "yes" : "no";
}
