import type { Domain } from "../../lib/core/model/domain.ts";
import type { DomainUuid, HostId } from "../../lib/core/model/ids.ts";
import type { HostConnection } from "../../lib/core/model/options.ts";
import type { HostTraits, MemoryBacking, NameReach } from "../../lib/core/preflight/host-traits.ts";
import type { ImageQuestion } from "../../lib/core/preflight/image-question.ts";
import type {
  AgentReach,
  CpuFit,
  DomainJobs,
  FileSeen,
  ImagePair,
  LibvirtReach,
  PortReach,
  SshReach,
} from "../../lib/core/preflight/probes.ts";
import type { StorageProof } from "../../lib/core/preflight/storage-seen.ts";
import type { TlsPair } from "../../lib/core/tls/model.ts";
import { keptKeys } from "./kept-keys.ts";
import { createProbeCache, type ProbeCache } from "./probe-cache.ts";
import type { Names } from "./probes/names.ts";
import { createRevisions, NO_HOST } from "./revisions.ts";

/** Traits of both hosts of a pair. */
export interface Traits {
  readonly source: HostTraits;
  readonly destination: HostTraits;
}

/** Every kind of probe with its results by key. */
export interface ProbeBook {
  readonly ssh: ProbeCache<SshReach>;
  readonly libvirt: ProbeCache<LibvirtReach>;
  readonly names: ProbeCache<Names>;
  readonly ports: ProbeCache<PortReach>;
  readonly cpu: ProbeCache<CpuFit>;
  readonly jobs: ProbeCache<DomainJobs>;
  readonly guestAgent: ProbeCache<AgentReach>;
  readonly files: ProbeCache<FileSeen>;
  readonly storage: ProbeCache<StorageProof>;
  readonly images: ProbeCache<ReadonlyMap<string, ImagePair>>;
  readonly memoryBacking: ProbeCache<MemoryBacking>;
  readonly migrateTo: ProbeCache<NameReach>;
  readonly traits: ProbeCache<Traits>;
  readonly tls: ProbeCache<TlsPair>;
  /** Differs from before when a result for this pair, or for one of its hosts alone, came, changed or went. */
  revision(source: HostId, destination: HostId): number;
  /** Forgets all that was tried from or to a host: its connection went, so what was seen over it counts no more. */
  forgetHost(hostId: HostId): void;
}

/** A result is shown, with its age, until a newer one is there: asking all pairs of a big fleet takes minutes. ms. */
export const KEEP_MS = 600_000;
/** How long an answer is not asked for again, ms. */
const ANSWER_TTL_MS = 60_000;
/** A domain's job may end or begin at any time. */
const JOB_TTL_MS = 15_000;
const FAILED_TTL_MS = 10_000;

/** An empty book. */
export function createProbeBook(now: () => number): ProbeBook {
  const revisions = createRevisions();
  const common = { now, failedTtlMs: FAILED_TTL_MS, keepMs: KEEP_MS, onChange: revisions.changed };
  const cache = <T>(ttlMs = ANSWER_TTL_MS) => createProbeCache<T>({ ...common, ttlMs });
  const book = {
    ssh: cache<SshReach>(),
    libvirt: cache<LibvirtReach>(),
    names: cache<Names>(),
    ports: cache<PortReach>(),
    cpu: cache<CpuFit>(),
    jobs: cache<DomainJobs>(JOB_TTL_MS),
    files: cache<FileSeen>(),
    storage: cache<StorageProof>(),
    images: cache<ReadonlyMap<string, ImagePair>>(),
    memoryBacking: cache<MemoryBacking>(),
    guestAgent: cache<AgentReach>(),
    migrateTo: cache<NameReach>(),
    traits: cache<Traits>(),
    tls: cache<TlsPair>(),
  };
  return {
    ...book,
    revision: revisions.of,
    forgetHost(hostId) {
      for (const one of Object.values(book)) one.forget((key) => key.split(" ", 2).includes(hostId));
    },
  };
}

/**
 * Keys begin with the hosts, so that a host can be forgotten; what follows tells questions apart. The matrix asks for the same ones again and
 * again: a string that was made once is found without being read.
 */
export const pairKey = keptKeys((source: HostId, destination: HostId): string => `${source} ${destination}`);
export const storageKey = (source: HostId, destination: HostId, path: string): string =>
  pathKey(pairKey(source, destination), path);
export const fileKey = keptKeys((destination: HostId, path: string): string => `${destination} ${NO_HOST} ${path}`);
export const jobKey = (source: HostId, { uuid }: Pick<Domain, "uuid">): string => domainKey(source, uuid);
export const cpuKey = keptKeys((destination: HostId, question: string): string => `${destination} ${NO_HOST} ${question}`);
const pathKey = keptKeys((pair: string, path: string): string => `${pair} ${path}`);
const domainKey = keptKeys((source: HostId, uuid: DomainUuid): string => `${source} ${NO_HOST} ${uuid}`);
/** Over ssh the answer is the pair's own, which the matrix asks for, too. */
export const libvirtKey = (source: HostId, destination: HostId, connection: HostConnection): string =>
  connection === "ssh" ? pairKey(source, destination) : `${source} ${destination} ${connection}`;
export const imagesKey = (source: HostId, destination: HostId, domain: Pick<Domain, "uuid">, question: ImageQuestion): string =>
  `${source} ${destination} ${domain.uuid} ${JSON.stringify(question)}`;
export const nameKey = (source: HostId, name: string): string => `${source} ${NO_HOST} ${name}`;
export const portKey = (source: HostId, destination: HostId, address: string, port: number | "range"): string =>
  `${source} ${destination} ${address} ${port}`;
