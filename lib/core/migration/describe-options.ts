import type { Message } from "../model/finding.ts";
import type { Compression, LadderRung, MigrationOptions } from "../model/options.ts";

/**
 * Every choice that is not libvirt's or QEMU's default, one sentence each, in the order in which a wizard asks for them. Empty = all as it comes. The
 * mode itself is not among them (`describeMode`). Keys below `options.chosen`.
 */
export function describeOptions(options: MigrationOptions): readonly Message[] {
  return [
    ...storage(options),
    ...limits(options),
    ...automatic(options),
    ...channels(options),
    ...definition(options),
    ...destination(options),
    ...connection(options),
    ...devices(options),
  ];
}

/** A rung in words: after how long, and what is done then. */
export function describeRung({ afterS, action }: LadderRung): Message {
  switch (action.kind) {
    case "max-downtime":
      return say("rung.max-downtime", { seconds: afterS, ms: action.ms });
    case "bandwidth":
      return action.mibPerSec === null
        ? say("rung.bandwidth-unlimited", { seconds: afterS })
        : say("rung.bandwidth", { seconds: afterS, mibps: action.mibPerSec });
    default:
      return say(`rung.${action.kind}`, { seconds: afterS });
  }
}

/** The time limit in words; null when there is none. */
export function describeTimeLimit(options: Pick<MigrationOptions, "timeoutS" | "timeoutAction">): Message | null {
  return options.timeoutS === null ? null : say(`time-limit.${options.timeoutAction}`, { seconds: options.timeoutS });
}

function storage({ mode, storageCopy, copiedDisks, synchronousWrites }: MigrationOptions): readonly Message[] {
  const disks = copiedDisks.join(", ");
  if (mode !== "live") return when(copiedDisks.length > 0, "files", { disks });
  return [
    ...when(storageCopy === "full", "disks-full", { disks }),
    ...when(storageCopy === "incremental", "disks-incremental", { disks }),
    ...when(synchronousWrites, "synchronous-writes"),
  ];
}

function limits(options: MigrationOptions): readonly Message[] {
  return [
    ...figure(options.maxDowntimeMs, "max-downtime", "ms"),
    ...figure(options.bandwidthMiBps, "bandwidth", "mibps"),
    ...figure(options.postCopyBandwidthMiBps, "post-copy-bandwidth", "mibps"),
  ];
}

function automatic(options: MigrationOptions): readonly Message[] {
  const limit = describeTimeLimit(options);
  return [
    ...when(options.autoConverge, "auto-converge"),
    ...figure(options.autoConvergeInitialPercent, "auto-converge-initial", "percent"),
    ...figure(options.autoConvergeIncrementPercent, "auto-converge-increment", "percent"),
    ...when(options.postCopy === "by-hand", "post-copy-by-hand"),
    ...when(options.postCopy === "after-first-pass", "post-copy-after-first-pass"),
    ...options.ladder.map(describeRung),
    ...(limit ? [limit] : []),
  ];
}

function channels(options: MigrationOptions): readonly Message[] {
  return [
    ...when(options.tls, "tls"),
    ...figure(options.tlsDestination, "tls-name", "name"),
    ...figure(options.parallelConnections, "parallel", "count"),
    ...when(options.zeroCopy, "zero-copy"),
    ...(options.compression ? compression(options.compression) : []),
  ];
}

function compression(chosen: Compression): readonly Message[] {
  const head = say(`compression.${chosen.method}`);
  switch (chosen.method) {
    case "xbzrle":
      return [head, ...figure(chosen.cacheMiB, "compression.cache", "mib")];
    case "mt":
      return [
        head,
        ...figure(chosen.level, "compression.level", "level"),
        ...figure(chosen.threads, "compression.threads", "count"),
        ...figure(chosen.decompressThreads, "compression.decompress-threads", "count"),
      ];
    case "zlib":
    case "zstd":
      return [head, ...figure(chosen.level, "compression.level", "level")];
  }
}

function definition(options: MigrationOptions): readonly Message[] {
  return [
    ...when(!options.persistent, "definition-stays"),
    ...when(options.persistent && !options.undefineSource, "definition-on-both"),
    ...when(options.suspendAtDestination, "paused"),
    ...figure(options.destinationName, "name", "name"),
    ...when(options.newUuid, "new-uuid"),
    ...when(options.newMacs, "new-macs"),
  ];
}

function destination(options: MigrationOptions): readonly Message[] {
  return [
    ...options.diskPaths.map(({ target, path }) => say("disk-path", { disk: target, path })),
    ...options.nicSources.map(({ mac, type, source }) => say("nic-source", { mac, type, source })),
    ...figure(options.graphicsListen, "graphics", "address"),
  ];
}

function connection(options: MigrationOptions): readonly Message[] {
  const { migrateAddress, migratePort } = options;
  return [
    ...when(options.connection === "tls", "connection-tls"),
    ...when(options.connection === "tcp", "connection-tcp"),
    ...when(options.tunnelled, "tunnelled"),
    ...figure(migrateAddress, "migrate-address", "address"),
    ...figure(migratePort, "migrate-port", "port"),
    ...figure(options.listenAddress, "listen-address", "address"),
    ...figure(options.disksPort, "disks-port", "port"),
    ...figure(options.disksSocket, "disks-socket", "path"),
  ];
}

function devices({ emulatorCpus, hostDevices }: MigrationOptions): readonly Message[] {
  return [
    ...figure(emulatorCpus, "emulator-cpus", "cpus"),
    ...hostDevices.map(({ key, replacement }) => {
      const device = key.replace(/^(hostdev|nic):/, "");
      return replacement === null ? say("device-without", { device }) : say("device-replaced", { device, replacement });
    }),
  ];
}

function figure(value: string | number | null, key: string, name: string): readonly Message[] {
  return value === null ? [] : [say(key, { [name]: typeof value === "number" && name === "port" ? String(value) : value })];
}

function when(chosen: boolean, key: string, values?: Message["values"]): readonly Message[] {
  return chosen ? [say(key, values)] : [];
}

function say(key: string, values?: Message["values"]): Message {
  return { key: `options.chosen.${key}`, ...(values ? { values } : {}) };
}
