import type { DomainDefinition } from "../../../lib/core/facts/domain-xml.ts";
import { parseDomainXml } from "../../../lib/core/facts/domain-xml.ts";
import { type DomainFlags, parseDominfo } from "../../../lib/core/facts/dominfo.ts";
import { type DomainStats, parseDomstats } from "../../../lib/core/facts/domstats.ts";
import type { DomainUuid } from "../../../lib/core/model/ids.ts";
import type { HostLink } from "../../libvirt/host-link.ts";
import { askVirsh } from "./ask.ts";

/** Everything that was read about one domain. */
export interface DomainReading {
  /** The XML as it came, to see without parsing that nothing changed. */
  readonly xml: string;
  /** Null when libvirt gave XML that we cannot read: the domain is still shown, with what else is known. */
  readonly definition: DomainDefinition | null;
  readonly flags: DomainFlags;
  /** Null when the statistics could not be had. */
  readonly stats: DomainStats | null;
  readonly snapshotCount: number;
}

export type ReadDomain =
  | { readonly kind: "read"; readonly reading: DomainReading }
  /** Libvirt answers and knows no such domain. */
  | { readonly kind: "gone" }
  /** No answer: nothing is known, what was known stays. */
  | { readonly kind: "lost" };

/**
 * Groups without iothread, dirtyrate, vm and perf, which cost most; --nowait: a domain that is busy with a job must not hold up the others.
 * Asked for one domain at a time, see parseDomstats.
 */
const STATS = ["domstats", "--raw", "--nowait", "--state", "--balloon", "--block", "--cpu-total"];
const STATS_TIMEOUT_MS = 5_000;
const NO_FLAGS: DomainFlags = { persistent: false, autostart: false, managedSave: false };

/** Reads one domain: definition, flags, statistics, snapshots. `previous` saves parsing XML that has not changed. */
export async function readDomain(link: HostLink, uuid: DomainUuid, previous: DomainReading | undefined): Promise<ReadDomain> {
  const xml = await readXml(link, uuid);
  if (xml.kind !== "xml") return xml;
  const same = previous?.xml === xml.text ? previous : undefined;
  const parsed = same ? undefined : parseDomainXml(xml.text);
  const definition = same ? same.definition : parsed?.known && parsed.value.uuid === uuid ? parsed.value : null;
  return { kind: "read", reading: await readRest(link, uuid, { xml: xml.text, definition }, previous) };
}

/** Reads again what changes without an event: flags, statistics, snapshots. */
export async function refreshDomain(link: HostLink, uuid: DomainUuid, previous: DomainReading): Promise<DomainReading> {
  return readRest(link, uuid, previous, previous);
}

type Xml = { readonly kind: "xml"; readonly text: string } | { readonly kind: "gone" } | { readonly kind: "lost" };

/** The migratable form of the running definition; some domains have none (libvirt says why when they are migrated), then the plain one. */
async function readXml(link: HostLink, uuid: DomainUuid): Promise<Xml> {
  const migratable = await askVirsh(link, ["dumpxml", "--migratable", "--domain", uuid]);
  if (migratable.ok) return { kind: "xml", text: migratable.text };
  if (migratable.lost) return { kind: "lost" };
  const plain = await askVirsh(link, ["dumpxml", "--domain", uuid]);
  if (plain.ok) return { kind: "xml", text: plain.text };
  return { kind: !plain.lost && /failed to get domain|domain not found/i.test(plain.reason) ? "gone" : "lost" };
}

async function readRest(
  link: HostLink,
  uuid: DomainUuid,
  base: Pick<DomainReading, "xml" | "definition">,
  previous: DomainReading | undefined,
): Promise<DomainReading> {
  const info = await askVirsh(link, ["dominfo", "--domain", uuid]);
  const flags = info.ok ? parseDominfo(info.text) : undefined;
  const stats = await askVirsh(link, [...STATS, uuid], STATS_TIMEOUT_MS);
  const snapshots = await askVirsh(link, ["snapshot-list", "--domain", uuid, "--name"]);
  return {
    xml: base.xml,
    definition: base.definition,
    flags: flags?.known ? flags.value : (previous?.flags ?? NO_FLAGS),
    stats: (stats.ok ? parseDomstats(stats.text)[0] : previous?.stats) ?? null,
    snapshotCount: snapshots.ok
      ? snapshots.text.split("\n").filter((line) => line.trim() !== "").length
      : (previous?.snapshotCount ?? 0),
  };
}
