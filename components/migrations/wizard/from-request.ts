import type {
  Compression,
  LadderRung,
  MigrationOptions,
  MigrationRequest,
  PolicyOptions,
  Queueing,
} from "@/lib/contract/index.ts";
import { DEFAULT_QUEUEING } from "@/lib/core/model/queue.ts";
import { type RungDraft, WIZARD_DEFAULTS, type WizardParams } from "./params.ts";
import { paramsFromQueueing } from "./queueing.ts";

const text = (value: number | string | null | undefined) => (value === null || value === undefined ? "" : String(value));

function rungOf({ afterS, action }: LadderRung): RungDraft {
  const figure = action.kind === "max-downtime" ? action.ms : action.kind === "bandwidth" ? action.mibPerSec : null;
  return { after: String(afterS), kind: action.kind, figure: text(figure) };
}

function compressionParams(compression: Compression | null) {
  const mt = compression?.method === "mt" ? compression : null;
  return {
    compression: compression?.method ?? ("none" as const),
    compressionLevel: text(compression && "level" in compression ? compression.level : null),
    compressionCache: text(compression?.method === "xbzrle" ? compression.cacheMiB : null),
    compressionThreads: text(mt?.threads),
    decompressThreads: text(mt?.decompressThreads),
  };
}

/** The choices that stand for what a preset or a policy fixes; the others are not in it. */
export function paramsFromPolicy(options: PolicyOptions) {
  return {
    downtime: text(options.maxDowntimeMs),
    bandwidth: text(options.bandwidthMiBps),
    postCopyBandwidth: text(options.postCopyBandwidthMiBps),
    converge: options.autoConverge,
    convergeInitial: text(options.autoConvergeInitialPercent),
    convergeIncrement: text(options.autoConvergeIncrementPercent),
    timeout: text(options.timeoutS),
    timeoutAction: options.timeoutAction,
    ladder: options.ladder.map(rungOf),
    postCopy: options.postCopy,
    tls: options.tls,
    parallel: options.parallelConnections !== null,
    channels: text(options.parallelConnections),
    ...compressionParams(options.compression),
  } satisfies Partial<WizardParams>;
}

function definitionParams(options: MigrationOptions) {
  const cold = options.mode === "cold-copy";
  return {
    persist: options.mode === "live" ? options.persistent : null,
    newUuid: cold ? options.newUuid : WIZARD_DEFAULTS.newUuid,
    newMacs: cold && options.newUuid ? options.newMacs : WIZARD_DEFAULTS.newMacs,
    paused: options.suspendAtDestination,
    newName: text(options.destinationName),
  };
}

/** The choices that stand for options: all but which VM, from where, to where, and what was acknowledged. */
export function paramsFromOptions(options: MigrationOptions) {
  return {
    ...paramsFromPolicy(options),
    ...definitionParams(options),
    mode: options.mode,
    storage: options.storageCopy === "incremental" ? ("incremental" as const) : ("full" as const),
    disks: options.copiedDisks,
    syncWrites: options.synchronousWrites,
    paths: options.diskPaths,
    nics: options.nicSources,
    graphics: text(options.graphicsListen),
    tlsName: text(options.tlsDestination),
    zeroCopy: options.zeroCopy,
    connection: options.connection,
    tunnelled: options.tunnelled,
    migrateAddress: text(options.migrateAddress),
    migratePort: text(options.migratePort),
    listen: text(options.listenAddress),
    disksPort: text(options.disksPort),
    disksSocket: text(options.disksSocket),
    cpus: text(options.emulatorCpus),
    devices: options.hostDevices.map(({ key, replacement }) => ({ key, replacement: text(replacement) })),
  } satisfies Partial<WizardParams>;
}

/** The wizard's choices that stand for a request: "retry with the same choices", at the preflight step. No policy comes in between. */
export function paramsFromRequest(request: MigrationRequest, queueing: Queueing = DEFAULT_QUEUEING): WizardParams {
  return {
    ...WIZARD_DEFAULTS,
    ...paramsFromQueueing(queueing),
    ...paramsFromOptions(request.options),
    step: "preflight",
    vm: request.domainUuid,
    from: request.sourceHostId,
    to: request.destinationHostId,
    policy: "none",
    ping: text(request.pingAddress),
  };
}
