import { type DomainDefinition, parseDomainXml } from "../../../lib/core/facts/domain-xml.ts";
import { type DomainFlags, parseDominfo } from "../../../lib/core/facts/dominfo.ts";
import { type DomainStats, parseDomstats } from "../../../lib/core/facts/domstats.ts";
import { pendingParts } from "../../../lib/core/facts/pending-changes.ts";
import type { DomainUuid } from "../../../lib/core/model/ids.ts";
import type { HostLink } from "../../libvirt/host-link.ts";
import { type Answer, askVirsh } from "./ask.ts";

/** A domain's definition as it was read. */
export interface DefinitionReading {
  /** The XML as it came, to see without parsing that nothing changed. */
  readonly xml: string;
  /** Null when libvirt gave XML that we cannot read: the domain is still shown, with what else is known. */
  readonly definition: DomainDefinition | null;
}

/** What changes without the definition. */
export interface DomainFigures {
  readonly flags: DomainFlags;
  /** Null when the statistics could not be had. */
  readonly stats: DomainStats | null;
  readonly snapshotCount: number;
}

/** Everything that was read about one domain. */
export type DomainReading = DefinitionReading & DomainFigures;

export type ReadDefinition =
  | { readonly kind: "read"; readonly reading: DefinitionReading }
  /** Libvirt answers and knows no such domain. */
  | { readonly kind: "gone" }
  /** No answer: nothing is known, what was known stays. */
  | { readonly kind: "lost" };

/**
 * Groups without vcpu, iothread, dirtyrate, vm and perf, which cost most and say nothing that is used; --nowait: a domain that is busy
 * with a job must not hold up the others.
 */
export const STATS = ["domstats", "--raw", "--nowait", "--state", "--balloon", "--block", "--cpu-total"] as const;
export const STATS_TIMEOUT_MS = 5_000;
const NO_FIGURES: DomainFigures = {
  flags: { persistent: false, autostart: false, managedSave: false },
  stats: null,
  snapshotCount: 0,
};

/**
 * Reads a domain's definition in its migratable form (the one that another host would be given); some domains have none, and libvirt says
 * why when they are migrated: then the plain one. The migratable form leaves out what a disk's image is built on, so that the chain comes
 * from the plain one in any case: a base image that is not shared must not be missed. Of a domain that runs the stored definition is read,
 * too, for what would change at its next start. libvirt tells by an event of a new definition, but not of changes by `--config`: those are
 * seen when the domain is read anyway, as before each fresh preflight. `previous` saves parsing XML that has not changed.
 */
export async function readDefinition(
  link: HostLink,
  uuid: DomainUuid,
  previous: DefinitionReading | undefined,
): Promise<ReadDefinition> {
  const [migratable, plain] = await Promise.all([
    askVirsh(link, ["dumpxml", "--migratable", "--domain", uuid]),
    askVirsh(link, ["dumpxml", "--domain", uuid]),
  ]);
  if (!plain.ok) {
    const gone = !plain.lost && /failed to get domain|domain not found/i.test(plain.reason);
    return { kind: gone ? "gone" : "lost" };
  }
  if (!migratable.ok && migratable.lost) return { kind: "lost" };
  // A domain that runs has a number.
  const runs = /^<domain\b[^>]* id=['"]/.test(plain.text);
  const stored = runs ? await askVirsh(link, ["dumpxml", "--inactive", "--domain", uuid]) : null;
  const xml = [migratable.ok ? migratable.text : "", plain.text, stored?.ok ? stored.text : ""].join("\n");
  if (previous?.xml === xml) return { kind: "read", reading: previous };
  const parsed = parseDomainXml(migratable.ok ? migratable.text : plain.text);
  const definition =
    parsed.known && parsed.value.uuid === uuid
      ? withStored(withChains(parsed.value, plain.text), runs, migratable.ok ? stored : null)
      : null;
  return { kind: "read", reading: { xml, definition } };
}

function withChains(definition: DomainDefinition, plainXml: string): DomainDefinition {
  const parsed = parseDomainXml(plainXml);
  const chains = new Map(parsed.known ? parsed.value.disks.map(({ target, backingFiles }) => [target, backingFiles]) : []);
  const disks = definition.disks.map((disk) => ({ ...disk, backingFiles: chains.get(disk.target) ?? disk.backingFiles }));
  return { ...definition, disks };
}

/**
 * With what the stored definition has otherwise; null where that cannot be said. The plain form of a running domain cannot be compared: libvirt has
 * filled in the CPU and the networks' bridges. A domain that is off has the one definition.
 */
function withStored(definition: DomainDefinition, runs: boolean, stored: Answer | null): DomainDefinition {
  const { needs } = definition;
  if (!runs) return { ...definition, needs: { ...needs, hasPendingChanges: false, storedCpuMode: definition.cpuMode } };
  const parsed = stored?.ok ? parseDomainXml(stored.text) : null;
  if (!parsed?.known) return definition;
  const parts = pendingParts(definition, parsed.value);
  const pending = { hasPendingChanges: parts.length > 0, pendingParts: parts, storedCpuMode: parsed.value.cpuMode };
  return { ...definition, needs: { ...needs, ...pending } };
}

/** Reads the figures of one domain; what gets no answer stays as in `previous`. */
export async function readFigures(
  link: HostLink,
  uuid: DomainUuid,
  previous: DomainFigures = NO_FIGURES,
): Promise<DomainFigures> {
  const info = await askVirsh(link, ["dominfo", "--domain", uuid]);
  const flags = info.ok ? parseDominfo(info.text) : undefined;
  const stats = await askVirsh(link, [...STATS, uuid], STATS_TIMEOUT_MS);
  return {
    flags: flags?.known ? flags.value : previous.flags,
    stats: (stats.ok ? parseDomstats(stats.text)[0] : previous.stats) ?? null,
    snapshotCount: await countSnapshots(link, uuid, previous.snapshotCount),
  };
}

/** How many snapshots a domain has; `fallback` when there is no answer. */
export async function countSnapshots(link: HostLink, uuid: DomainUuid, fallback: number): Promise<number> {
  const snapshots = await askVirsh(link, ["snapshot-list", "--domain", uuid, "--name"]);
  return snapshots.ok ? snapshots.text.split("\n").filter((line) => line.trim() !== "").length : fallback;
}
