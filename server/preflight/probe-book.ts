import type { Domain } from "../../lib/core/model/domain.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import type { HostConnection } from "../../lib/core/model/options.ts";
import type { HostTraits, MemoryBacking, NameReach } from "../../lib/core/preflight/host-traits.ts";
import type { ImageQuestion } from "../../lib/core/preflight/image-question.ts";
import type {
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
import { createProbeCache, type ProbeCache } from "./probe-cache.ts";
import type { Names } from "./probes/names.ts";

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
  readonly files: ProbeCache<FileSeen>;
  readonly storage: ProbeCache<StorageProof>;
  readonly images: ProbeCache<ReadonlyMap<string, ImagePair>>;
  readonly memoryBacking: ProbeCache<MemoryBacking>;
  readonly migrateTo: ProbeCache<NameReach>;
  readonly traits: ProbeCache<Traits>;
  readonly tls: ProbeCache<TlsPair>;
  /** Forgets all that was tried from or to a host: its connection went, so what was seen over it counts no more. */
  forgetHost(hostId: HostId): void;
}

/** How long an answer counts in the matrix, ms. */
const ANSWER_TTL_MS = 60_000;
/** A domain's job may end or begin at any time. */
const JOB_TTL_MS = 15_000;
const FAILED_TTL_MS = 10_000;

/** An empty book. */
export function createProbeBook(now: () => number): ProbeBook {
  const cache = <T>(ttlMs = ANSWER_TTL_MS) => createProbeCache<T>({ now, ttlMs, failedTtlMs: FAILED_TTL_MS });
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
    migrateTo: cache<NameReach>(),
    traits: cache<Traits>(),
    tls: cache<TlsPair>(),
  };
  return {
    ...book,
    forgetHost(hostId) {
      for (const one of Object.values(book)) one.forget((key) => key.split(" ", 2).includes(hostId));
    },
  };
}

/** Keys begin with the hosts, so that a host can be forgotten; what follows tells questions apart. */
export const pairKey = (source: HostId, destination: HostId): string => `${source} ${destination}`;
export const storageKey = (source: HostId, destination: HostId, path: string): string => `${source} ${destination} ${path}`;
export const fileKey = (destination: HostId, path: string): string => `${destination} - ${path}`;
export const jobKey = (source: HostId, domain: Pick<Domain, "uuid">): string => `${source} - ${domain.uuid}`;
export const cpuKey = (destination: HostId, question: string): string => `${destination} - ${question}`;
/** Over ssh the answer is the pair's own, which the matrix asks for, too. */
export const libvirtKey = (source: HostId, destination: HostId, connection: HostConnection): string =>
  connection === "ssh" ? pairKey(source, destination) : `${source} ${destination} ${connection}`;
export const imagesKey = (source: HostId, destination: HostId, domain: Pick<Domain, "uuid">, question: ImageQuestion): string =>
  `${source} ${destination} ${domain.uuid} ${JSON.stringify(question)}`;
export const nameKey = (source: HostId, name: string): string => `${source} - ${name}`;
export const portKey = (source: HostId, destination: HostId, address: string, port: number | "range"): string =>
  `${source} ${destination} ${address} ${port}`;
