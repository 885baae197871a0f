import type { Domain } from "../model/domain.ts";
import type { DomainUuid } from "../model/ids.ts";
import type { MigrationRequest } from "../model/migration.ts";
import type { Compression, MigrationMode, MigrationOptions, StorageCopy } from "../model/options.ts";
import { isIpAddress, isMachineName } from "./command-words.ts";
import { sharedDisks } from "./disks.ts";
import { armsAutoConverge, needsPostCopy } from "./option-uses.ts";
import { optionsForDomain } from "./options.ts";

/** A migration thought through to its end: everything that its commands need, and nothing else. */
export interface MigrationPlan {
  readonly mode: MigrationMode;
  readonly domainUuid: DomainUuid;
  /** Built from a registered host, never typed by anybody. */
  readonly destinationUri: string;
  readonly persistent: boolean;
  readonly undefineSource: boolean;
  readonly suspend: boolean;
  readonly destinationName: string | null;
  /** True only with proof that every disk that is not copied is the same storage on both hosts. */
  readonly unsafe: boolean;
  readonly maxDowntimeMs: number | null;
  readonly bandwidthMiBps: number | null;
  readonly postCopyBandwidthMiBps: number | null;
  readonly autoConverge: boolean;
  readonly autoConvergeInitialPercent: number | null;
  readonly autoConvergeIncrementPercent: number | null;
  /** Auto-converge is on from the start, but held back until a rung of the ladder lets it go (`buildArmCommand` in throttle.ts). */
  readonly armAutoConverge: boolean;
  readonly postCopy: boolean;
  readonly storageCopy: StorageCopy;
  readonly copiedDisks: readonly string[];
  readonly synchronousWrites: boolean;
  readonly tls: boolean;
  readonly tlsDestination: string | null;
  readonly parallelConnections: number | null;
  readonly zeroCopy: boolean;
  readonly compression: Compression | null;
  readonly tunnelled: boolean;
  readonly migrateAddress: string | null;
  readonly migratePort: number | null;
  readonly listenAddress: string | null;
  readonly disksPort: number | null;
  readonly disksSocket: string | null;
  /** Files on the source for `--xml` and `--persistent-xml`; null = the definition goes as it is. */
  readonly xmlFile: string | null;
  readonly persistentXmlFile: string | null;
}

export interface PlanInput {
  readonly request: MigrationRequest;
  readonly domain: Pick<Domain, "persistent" | "disks">;
  readonly destinationUri: string;
  /** Targets of the disks that a fresh preflight proved to be the same storage on both hosts: the one licence for `--unsafe`. */
  readonly evidence: { readonly provenShared: ReadonlySet<string> };
  readonly xmlFiles: { readonly live: string | null; readonly persistent: string | null };
  /** The name under which the destination's libvirt tells the source where to send the data (its hostname); null = not known. */
  readonly announcedName?: string | null;
}

/**
 * Turns a request into a plan for this very domain. `--unsafe` (libvirt's word for "do not check the disks, I did") only in a live migration, only
 * if a writable disk is not copied, and only if every such disk is proven shared. Without proof the plan goes without it, and libvirt refuses.
 */
export function planMigration(input: PlanInput): MigrationPlan {
  const options = optionsForDomain(input.request.options, input.domain);
  const copied = options.storageCopy === "none" ? [] : options.copiedDisks;
  const uncopied = sharedDisks(input.domain, copied);
  return {
    mode: options.mode,
    domainUuid: input.request.domainUuid,
    destinationUri: input.destinationUri,
    persistent: options.persistent,
    undefineSource: options.undefineSource,
    suspend: options.suspendAtDestination,
    destinationName: options.destinationName,
    unsafe:
      options.mode === "live" && uncopied.length > 0 && uncopied.every(({ target }) => input.evidence.provenShared.has(target)),
    maxDowntimeMs: options.maxDowntimeMs,
    bandwidthMiBps: options.bandwidthMiBps,
    postCopyBandwidthMiBps: options.postCopyBandwidthMiBps,
    autoConverge: options.autoConverge || armsAutoConverge(options),
    autoConvergeInitialPercent: options.autoConvergeInitialPercent,
    autoConvergeIncrementPercent: options.autoConvergeIncrementPercent,
    armAutoConverge: armsAutoConverge(options),
    postCopy: needsPostCopy(options),
    storageCopy: options.storageCopy,
    copiedDisks: copied,
    synchronousWrites: options.synchronousWrites,
    tls: options.tls,
    tlsDestination: options.tlsDestination ?? nameForDisks(options, input.announcedName ?? null),
    parallelConnections: options.parallelConnections,
    zeroCopy: options.zeroCopy,
    compression: options.compression,
    tunnelled: options.tunnelled,
    migrateAddress: options.migrateAddress,
    migratePort: options.migratePort,
    listenAddress: options.listenAddress,
    disksPort: options.disksPort,
    disksSocket: options.disksSocket,
    xmlFile: input.xmlFiles.live,
    persistentXmlFile: options.persistent ? input.xmlFiles.persistent : null,
  };
}

/**
 * libvirt 9.0 forgets which name the disks' certificate must have when memory goes over several channels: QEMU then refuses every certificate ("Certificate
 * does not match the hostname"; tried on the lab). Said outright, the same name as it would have used makes it work.
 */
function nameForDisks(options: MigrationOptions, announcedName: string | null): string | null {
  const forgets = options.tls && options.parallelConnections !== null && options.storageCopy !== "none";
  if (!forgets) return null;
  if (options.migrateAddress !== null) return options.migrateAddress;
  return announcedName !== null && (isMachineName(announcedName) || isIpAddress(announcedName)) ? announcedName : null;
}
