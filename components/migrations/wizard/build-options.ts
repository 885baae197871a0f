import type { Compression, Domain, LadderRung, MigrationMode } from "@/lib/contract/index.ts";
import { preselectedDisks } from "./disk-choices.ts";
import type { RungDraft, WizardParams } from "./params.ts";

const WHOLE_NUMBER = /^\d{1,15}$/;

/** Empty = null; a plain whole number = that number; anything else (1e9, -1, 0x10, words) = NaN, which no field accepts. */
export function readNumber(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  return WHOLE_NUMBER.test(trimmed) ? Number(trimmed) : Number.NaN;
}

/** The same for a figure that cannot be left out. */
const needed = (text: string) => readNumber(text) ?? Number.NaN;
const words = (text: string) => text.trim() || null;

/** The mode that is chosen, or that fits the VM: a VM that is shut off cannot move live. */
export function modeOf(params: Pick<WizardParams, "mode">, domain: Pick<Domain, "state"> | null): MigrationMode {
  return params.mode ?? (domain?.state === "shut-off" ? "offline" : "live");
}

/** True for a cold copy that becomes a VM of its own. */
export function isClone(params: Pick<WizardParams, "mode" | "newUuid">, domain: Domain | null): boolean {
  return modeOf(params, domain) === "cold-copy" && params.newUuid;
}

/** Targets of the disks to copy: those that were chosen, else those that the VM needs copied; never one that the VM does not have. */
export function copiedDisksOf(
  params: Pick<WizardParams, "disks" | "mode" | "newUuid">,
  domain: Domain | null,
): readonly string[] {
  const disks = domain?.disks ?? [];
  if (params.disks === null) return preselectedDisks(disks, modeOf(params, domain), isClone(params, domain));
  const { disks: chosen } = params;
  return disks.map((disk) => disk.target).filter((target) => chosen.includes(target));
}

function rungAction(rung: RungDraft): LadderRung["action"] {
  if (rung.kind === "max-downtime") return { kind: "max-downtime", ms: needed(rung.figure) };
  if (rung.kind === "bandwidth") return { kind: "bandwidth", mibPerSec: readNumber(rung.figure) };
  return { kind: rung.kind };
}

function compressionOf(params: WizardParams): Compression | null {
  const level = readNumber(params.compressionLevel);
  switch (params.compression) {
    case "none":
      return null;
    case "xbzrle":
      return { method: "xbzrle", cacheMiB: readNumber(params.compressionCache) };
    case "mt":
      return {
        method: "mt",
        level,
        threads: readNumber(params.compressionThreads),
        decompressThreads: readNumber(params.decompressThreads),
      };
    default:
      return { method: params.compression, level };
  }
}

/** Channels of one connection; libvirt itself takes 2 when none are named. */
const DEFAULT_CHANNELS = 2;

/** What only a live migration has. What hangs on a switch that is off is left out with it. */
function liveOptions(params: WizardParams, copies: boolean) {
  const throttles = params.converge || params.ladder.some((rung) => rung.kind === "auto-converge");
  return {
    postCopy: params.postCopy,
    postCopyBandwidthMiBps: params.postCopy === "off" ? null : readNumber(params.postCopyBandwidth),
    maxDowntimeMs: readNumber(params.downtime),
    autoConverge: params.converge,
    autoConvergeInitialPercent: throttles ? readNumber(params.convergeInitial) : null,
    autoConvergeIncrementPercent: throttles ? readNumber(params.convergeIncrement) : null,
    timeoutS: readNumber(params.timeout),
    timeoutAction: params.timeoutAction,
    ladder: params.ladder.map((rung) => ({ afterS: needed(rung.after), action: rungAction(rung) })),
    storageCopy: copies ? params.storage : "none",
    synchronousWrites: copies && params.syncWrites,
    disksPort: copies ? readNumber(params.disksPort) : null,
    disksSocket: copies ? words(params.disksSocket) : null,
    tls: params.tls,
    tlsDestination: params.tls ? words(params.tlsName) : null,
    parallelConnections: params.parallel ? (readNumber(params.channels) ?? DEFAULT_CHANNELS) : null,
    zeroCopy: params.parallel && params.zeroCopy,
    compression: compressionOf(params),
    tunnelled: params.tunnelled,
    migrateAddress: words(params.migrateAddress),
    migratePort: readNumber(params.migratePort),
    listenAddress: words(params.listen),
    emulatorCpus: words(params.cpus),
    hostDevices: params.devices.map((device) => ({ key: device.key, replacement: words(device.replacement) })),
  };
}

/**
 * The options that the choices mean for this VM, unchecked: a figure that is no number is NaN. What the mode does not have is left out,
 * so that going back to another mode finds it again.
 */
export function buildOptions(params: WizardParams, domain: Domain | null) {
  const mode = modeOf(params, domain);
  const copiedDisks = copiedDisksOf(params, domain);
  return {
    mode,
    ...definitionOf(params, mode, domain),
    bandwidthMiBps: readNumber(params.bandwidth),
    copiedDisks,
    diskPaths: params.paths
      .map(({ target, path }) => ({ target, path: path.trim() }))
      .filter(({ target, path }) => path !== "" && copiedDisks.includes(target)),
    nicSources: params.nics.map((nic) => ({ ...nic, source: nic.source.trim() })),
    graphicsListen: words(params.graphics),
    connection: mode === "live" || mode === "offline" ? params.connection : "ssh",
    ...(mode === "live" ? liveOptions(params, copiedDisks.length > 0) : {}),
  };
}

/** The name that a clone gets when none is typed: two VMs of one name in one list would be one too many. */
export function cloneName(domain: Pick<Domain, "name"> | null): string {
  return `${(domain?.name ?? "").slice(0, 120)}-copy`;
}

/**
 * How the definition moves: in every mode both halves go together (one UUID must not stay defined twice), and a transient VM has none. A
 * clone is a VM of its own, beside the original.
 */
function definitionOf(params: WizardParams, mode: MigrationMode, domain: Domain | null) {
  const clone = isClone(params, domain);
  const persistent = domain?.persistent ?? true;
  const moves = mode === "live" ? persistent && (params.persist ?? true) : persistent;
  return {
    persistent: moves,
    undefineSource: moves && !clone,
    newUuid: clone,
    newMacs: clone && params.newMacs,
    destinationName: mode === "saved-state" ? null : (words(params.newName) ?? (clone ? cloneName(domain) : null)),
    suspendAtDestination: (mode === "live" || mode === "saved-state") && params.paused,
  };
}
