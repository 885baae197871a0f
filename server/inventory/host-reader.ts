import { parseDomstats } from "../../lib/core/facts/domstats.ts";
import type { Filesystem } from "../../lib/core/facts/filesystem.ts";
import { parseUuidList } from "../../lib/core/facts/uuid-list.ts";
import { known } from "../../lib/core/model/fact.ts";
import type { HostFacts } from "../../lib/core/model/host.ts";
import type { DomainUuid } from "../../lib/core/model/ids.ts";
import type { HostLink } from "../libvirt/host-link.ts";
import type { HostBook } from "./host-book.ts";
import { askVirsh } from "./read/ask.ts";
import { readBulkFigures, type Wanted } from "./read/bulk-figures.ts";
import { describeDomain } from "./read/describe-domain.ts";
import { type DomainReading, readDefinition, readFigures } from "./read/domain-reading.ts";
import { readFilesystems } from "./read/filesystems.ts";
import { joinDetails } from "./read/libvirt-details.ts";
import { readLibvirtFacts } from "./read/libvirt-facts.ts";
import { withHugePages } from "./read/os-details.ts";
import { readFullOsFacts, readLightOsFacts, unknownOsFacts } from "./read/os-facts.ts";
import { readNetworks, readPools } from "./read/pools-and-networks.ts";
import type { SharingBook } from "./sharing-book.ts";

/** Reads one host into its book. Nothing here rejects for what the host does, and nothing is announced: the caller publishes. */
export interface HostReader {
  /** Everything; false when the host stopped answering before the end. */
  readAll(): Promise<boolean>;
  /** Memory, load, interfaces, clock. */
  readOs(): Promise<void>;
  /** Pools and networks: libvirt's domain events say nothing of them. */
  readPools(): Promise<void>;
  /** Which domains there are and in which state: two cheap calls; what differs is read. */
  reconcile(): Promise<void>;
  /** Flags and figures of every domain. */
  refreshDomains(): Promise<void>;
  readOne(uuid: DomainUuid): Promise<void>;
  /** Describes all domains anew after something around them changed. */
  redescribe(): void;
}

export interface HostReaderParts {
  readonly link: HostLink;
  readonly book: HostBook;
  readonly sharing: SharingBook;
  readonly otherHosts: () => number;
  readonly now: () => number;
}

/** A reader without memory of earlier readings. */
export function createHostReader({ link, book, sharing, otherHosts, now }: HostReaderParts): HostReader {
  const readings = new Map<DomainUuid, DomainReading>();
  let filesystems = new Map<string, Filesystem | null>();
  /** Counts readings, so that one that began earlier never overwrites one that began later. */
  let clock = 0;
  const appliedAt = new Map<DomainUuid, number>();

  const describe = (uuid: DomainUuid, reading: DomainReading) => {
    const hostId = link.hostId;
    book.setDomain(
      describeDomain(uuid, reading, {
        hostId,
        filesystemOf: (path) => filesystems.get(path) ?? null,
        proofsOf: (path) => sharing.proofsOf(hostId, path),
        otherHosts: otherHosts(),
      }),
    );
  };
  const apply = (uuid: DomainUuid, began: number, reading: DomainReading | null): boolean => {
    if ((appliedAt.get(uuid) ?? 0) > began) return false;
    appliedAt.set(uuid, began);
    if (reading) readings.set(uuid, reading);
    else readings.delete(uuid);
    if (reading) describe(uuid, reading);
    else book.removeDomain(uuid);
    return true;
  };
  const imagesOf = (reading: DomainReading | undefined): string[] =>
    reading?.definition?.disks.flatMap((disk) => (disk.type === "file" && disk.source !== null ? [disk.source] : [])) ?? [];

  /** Looks at the filesystems of images that were not looked at yet, or of all. */
  const lookAtFilesystems = async (uuids: readonly DomainUuid[], all: boolean): Promise<void> => {
    const paths = uuids.flatMap((uuid) => imagesOf(readings.get(uuid))).filter((path) => all || !filesystems.has(path));
    if (paths.length === 0) return;
    const found = await readFilesystems(link, paths);
    for (const [path, filesystem] of found) {
      const before = filesystems.get(path);
      if (before && JSON.stringify(before) !== JSON.stringify(filesystem)) sharing.forgetPath(link.hostId, path);
    }
    filesystems = all ? new Map(found) : new Map([...filesystems, ...found]);
    for (const uuid of uuids) {
      const reading = readings.get(uuid);
      if (reading) describe(uuid, reading);
    }
  };

  const readOne = async (uuid: DomainUuid): Promise<boolean> => {
    const began = ++clock;
    const previous = readings.get(uuid);
    const read = await readDefinition(link, uuid, previous);
    if (read.kind === "lost") return false;
    if (read.kind === "gone") return apply(uuid, began, null);
    const figures = await readFigures(link, uuid, previous);
    return apply(uuid, began, { ...read.reading, ...figures });
  };

  const readMany = async (uuids: readonly DomainUuid[]): Promise<void> => {
    const began = ++clock;
    const wanted = new Map<DomainUuid, Wanted>();
    for (const uuid of uuids) {
      const previous = readings.get(uuid);
      const read = await readDefinition(link, uuid, previous);
      if (read.kind === "read") wanted.set(uuid, { ...previous, ...read.reading });
      else if (read.kind === "gone") apply(uuid, began, null);
    }
    await readBulkFigures(link, wanted, (uuid, figures) => {
      const { xml, definition } = wanted.get(uuid) ?? { xml: "", definition: null };
      apply(uuid, began, { xml, definition, ...figures });
    });
  };

  /** The domains that there are now; undefined when the host gave no answer. Those that are gone leave the book. */
  const listDomains = async (): Promise<readonly DomainUuid[] | undefined> => {
    const began = ++clock;
    const list = await askVirsh(link, ["list", "--all", "--uuid"]);
    if (!list.ok) return undefined;
    const present = parseUuidList(list.text);
    const set = new Set(present);
    for (const { uuid } of book.snapshot().domains) if (!set.has(uuid)) apply(uuid, began, null);
    return present;
  };

  return {
    async readAll() {
      const os = readFullOsFacts(link, now);
      const libvirt = await readLibvirtFacts(link);
      const uuids = await listDomains();
      if (!uuids) return false;
      await readMany(uuids);
      await lookAtFilesystems(uuids, true);
      const osFacts = (await os) ?? book.snapshot().facts ?? unknownOsFacts(link);
      if (link.state().kind !== "up") return false;
      book.setFacts({ ...osFacts, ...libvirt, details: joinDetails(osFacts.details, libvirt.details) } satisfies HostFacts);
      book.setObserved(now());
      return true;
    },

    async readOs() {
      const facts = book.snapshot().facts;
      const light = facts && (await readLightOsFacts(link, now));
      const latest = book.snapshot().facts;
      if (!light || !latest) return;
      const { details } = latest;
      const counted = details?.known ? { details: known(withHugePages(details.value, light.hugePagesText)) } : {};
      book.setFacts({ ...latest, ...light.facts, ...counted });
    },

    async readPools() {
      const [pools, networks] = [await readPools(link), await readNetworks(link)];
      const latest = book.snapshot().facts;
      if (latest && pools.known && networks.known) book.setFacts({ ...latest, pools, networks });
    },

    async reconcile() {
      const uuids = await listDomains();
      if (!uuids) return;
      const states = await askVirsh(link, ["domstats", "--raw", "--state"]);
      if (!states.ok) return;
      const byName = new Map(parseDomstats(states.text).map((stats) => [stats.name, stats.state]));
      for (const uuid of uuids) {
        const domain = book.domain(uuid);
        const state = domain && byName.get(domain.name);
        const same = state && state.state === domain.state && state.reason === domain.stateReason && readings.has(uuid);
        if (same) continue;
        await readOne(uuid);
        await lookAtFilesystems([uuid], false);
      }
      book.setObserved(now());
    },

    async refreshDomains() {
      const before = new Map(readings);
      await readBulkFigures(link, before, (uuid, figures) => {
        const reading = before.get(uuid);
        // Not when it is gone or was read meanwhile; and a whole reading that is under way is to win over these figures.
        const asOf = appliedAt.get(uuid) ?? 0;
        if (reading && readings.get(uuid) === reading) apply(uuid, asOf, { ...reading, ...figures });
      });
    },

    async readOne(uuid) {
      if (await readOne(uuid)) await lookAtFilesystems([uuid], false);
    },

    redescribe() {
      for (const [uuid, reading] of readings) describe(uuid, reading);
    },
  };
}
