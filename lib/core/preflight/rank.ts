import { writableDisks } from "../migration/disks.ts";
import type { Domain } from "../model/domain.ts";
import type { MatrixCell, Message, Verdict } from "../model/finding.ts";
import type { HostSnapshot } from "../model/host.ts";
import type { HostId } from "../model/ids.ts";
import type { MatrixSummary } from "../model/matrix.ts";
import { storageShared } from "./rules/storage-shared.ts";
import { compareVerdicts } from "./verdict.ts";

/** A host's place among the destinations of one VM, 1 = first. */
export interface Place {
  readonly hostId: HostId;
  readonly place: number;
  /** The first of all, and nothing blocks it or is unknown about it. */
  readonly best: boolean;
  /** What spoke for and against it, weightiest first. */
  readonly reasons: readonly Message[];
}

/** What one host is judged by. Null = not known. */
interface Merits {
  readonly cell: MatrixSummary | MatrixCell;
  readonly name: string;
  readonly disks: "in-place" | "to-copy" | "unknown" | "none";
  /** Memory that is free there once the VM has arrived, and its share of all, 0..1. */
  readonly freeBytes: number | null;
  readonly freeShare: number | null;
  readonly loadPerCore: number | null;
  readonly linkBytesPerSec: number | null;
}

const DISKS = ["to-copy", "unknown", "none", "in-place"] as const;

/**
 * Destinations of one VM, best first: by verdict (and by how much stands in the way), disks in place, memory left after arrival, load per
 * core, and link. Memory, load and link count by coarse steps, so that a host does not win by one MiB over another that is idle; what is
 * not known counts as the worst. Source cells, and hosts that are not in `hosts`, are left out.
 */
export function rankDestinations(
  cells: readonly (MatrixSummary | MatrixCell)[],
  hosts: readonly HostSnapshot[],
  domain: Pick<Domain, "memoryBytes" | "disks">,
): readonly Place[] {
  const byId = new Map(hosts.map((host) => [host.registration.id, host]));
  return cells
    .flatMap((cell) => {
      const host = byId.get(cell.destinationHostId);
      return cell.isSource || !host ? [] : [meritsOf(cell, host, domain)];
    })
    .toSorted(compareMerits)
    .map((merits, index) => ({
      hostId: merits.cell.destinationHostId,
      place: index + 1,
      best: index === 0 && (merits.cell.verdict === "pass" || merits.cell.verdict === "warn"),
      reasons: reasonsOf(merits),
    }));
}

function meritsOf(cell: MatrixSummary | MatrixCell, host: HostSnapshot, domain: Pick<Domain, "memoryBytes" | "disks">): Merits {
  const { facts } = host;
  const available = facts?.memoryAvailableBytes.known ? facts.memoryAvailableBytes.value : null;
  const total = facts?.memoryTotalBytes.known ? facts.memoryTotalBytes.value : null;
  const freeBytes = available === null ? null : available - domain.memoryBytes;
  const load = facts?.loadAverage.known ? facts.loadAverage.value[1] : null;
  const cores = facts?.cpu.known ? facts.cpu.value.cpus : null;
  return {
    cell,
    name: host.registration.name,
    disks: writableDisks(domain).length === 0 ? "none" : disksOf(cell),
    freeBytes,
    freeShare: freeBytes === null || !total ? null : freeBytes / total,
    loadPerCore: load === null || !cores ? null : load / cores,
    linkBytesPerSec: "linkBytesPerSec" in cell ? cell.linkBytesPerSec : null,
  };
}

function disksOf(cell: MatrixSummary | MatrixCell): Merits["disks"] {
  const judged: readonly { readonly ruleId: string; readonly verdict: Verdict }[] =
    "troubles" in cell ? cell.troubles : cell.findings;
  // Disks are in place or not by this rule alone: it is a trouble only where a disk is not proven to be there.
  const verdict = judged.find(({ ruleId }) => ruleId === storageShared.id)?.verdict ?? "pass";
  if (verdict === "unknown") return "unknown";
  return verdict === "pass" || verdict === "not-applicable" ? "in-place" : "to-copy";
}

function compareMerits(a: Merits, b: Merits): number {
  const more = (pick: (merits: Merits) => number): number => pick(b) - pick(a);
  return (
    compareVerdicts(b.cell.verdict, a.cell.verdict) ||
    a.cell.counts.block - b.cell.counts.block ||
    a.cell.counts.unknown - b.cell.counts.unknown ||
    more(({ disks }) => DISKS.indexOf(disks)) ||
    a.cell.counts.warn - b.cell.counts.warn ||
    more(memoryStep) ||
    more(loadStep) ||
    more(linkStep) ||
    more(({ freeBytes }) => freeBytes ?? 0) ||
    (a.name < b.name ? -1 : 1)
  );
}

/** Tenths of the host's memory; half of it free is as good as all of it. */
function memoryStep({ freeShare }: Merits): number {
  return freeShare === null ? -1 : Math.max(0, Math.min(5, Math.floor(freeShare * 10)));
}

/** Quarters of a core: an idle host 8, two runnable tasks on each core 0. */
function loadStep({ loadPerCore }: Merits): number {
  return loadPerCore === null ? -1 : Math.max(0, 8 - Math.floor(loadPerCore * 4));
}

/** Doublings above 1 MiB/s. */
function linkStep({ linkBytesPerSec }: Merits): number {
  return linkBytesPerSec === null ? -1 : Math.max(0, Math.floor(Math.log2(Math.max(1, linkBytesPerSec) / MIB)));
}

function reasonsOf({ cell, disks, freeBytes, loadPerCore, linkBytesPerSec }: Merits): readonly Message[] {
  const { verdict, counts } = cell;
  const say = (name: string, values?: Message["values"]): Message => ({
    key: `matrix.rank.${name}`,
    ...(values ? { values } : {}),
  });
  return [
    verdict === "pass" || verdict === "not-applicable" ? say("all-pass") : say(verdict, { count: counts[verdict] }),
    ...(disks === "none" ? [] : [say(`disks-${disks}`)]),
    ...(freeBytes === null
      ? []
      : [say(freeBytes < 0 ? "memory-missing" : "memory-left", { size: sizeText(Math.abs(freeBytes)) })]),
    ...(loadPerCore === null ? [] : [say("load", { load: loadPerCore.toFixed(1) })]),
    ...(linkBytesPerSec === null ? [] : [say("link", { rate: `${sizeText(linkBytesPerSec)}/s` })]),
  ];
}

const MIB = 1_048_576;
const GIB = 1024 * MIB;

function sizeText(bytes: number): string {
  if (bytes >= 10 * GIB) return `${Math.round(bytes / GIB)} GiB`;
  return bytes >= GIB ? `${(bytes / GIB).toFixed(1)} GiB` : `${Math.round(bytes / MIB)} MiB`;
}
