import type { Domain, MigrationOptions } from "@/lib/contract/index.ts";
import { writableDisks } from "@/lib/core/migration/disks.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import type { Messages } from "@/lib/i18n/messages.ts";
import type { ReviewNames } from "./names.ts";

type Says = Messages["wizard"]["review"]["says"];
export type SayingKey = Exclude<keyof Says, "rung"> | `rung.${keyof Says["rung"]}`;

/** One plain sentence: a key below `wizard.review.says`, with its values. */
export interface Saying {
  readonly key: SayingKey;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** How figures are written in the language of the page. */
export interface FigureWords {
  readonly duration: (ms: number) => string;
  readonly rate: (bytesPerSec: number) => string;
  readonly percent: (fraction: number) => string;
}

type MaybeSaying = Saying | null | false;
const MIB = 2 ** 20;
const QEMU_INITIAL = 20;
const QEMU_INCREMENT = 10;

function limits(options: MigrationOptions, names: ReviewNames, words: FigureWords): readonly MaybeSaying[] {
  const { maxDowntimeMs, bandwidthMiBps, timeoutS } = options;
  const live = options.mode === "live";
  const sends = live || options.mode === "saved-state" || options.copiedDisks.length > 0;
  const limit = timeoutS === null ? "" : words.duration(timeoutS * 1000);
  const byAction = { suspend: "timeoutSuspend", abort: "timeoutAbort", "post-copy": "timeoutPostCopy" } as const;
  return [
    live && maxDowntimeMs === null && { key: "downtimeDefault" },
    live && maxDowntimeMs !== null && { key: "downtimeSet", values: { limit: words.duration(maxDowntimeMs) } },
    sends && bandwidthMiBps === null && { key: "bandwidthDefault" },
    sends && bandwidthMiBps !== null && { key: "bandwidthSet", values: { limit: words.rate(bandwidthMiBps * MIB) } },
    timeoutS !== null && { key: byAction[options.timeoutAction], values: { limit, from: names.from } },
  ];
}

function convergence(options: MigrationOptions, words: FigureWords): readonly MaybeSaying[] {
  const { autoConvergeInitialPercent: initial, autoConvergeIncrementPercent: increment } = options;
  const percent = (value: number) => words.percent(value / 100);
  return [
    options.autoConverge && { key: "convergeOn" },
    (initial !== null || increment !== null) && {
      key: "convergeFigures",
      values: { initial: percent(initial ?? QEMU_INITIAL), increment: percent(increment ?? QEMU_INCREMENT) },
    },
    ...options.ladder.map(({ afterS, action }): Saying => {
      const figure =
        action.kind === "max-downtime"
          ? words.duration(action.ms)
          : action.kind === "bandwidth" && action.mibPerSec !== null
            ? words.rate(action.mibPerSec * MIB)
            : "∞";
      return { key: `rung.${action.kind}`, values: { after: words.duration(afterS * 1000), figure } };
    }),
    options.postCopy === "by-hand" && { key: "postCopyByHand" },
    options.postCopy === "after-first-pass" && { key: "postCopyFirstPass" },
    options.postCopyBandwidthMiBps !== null && {
      key: "postCopyBandwidth",
      values: { limit: words.rate(options.postCopyBandwidthMiBps * MIB) },
    },
  ];
}

function storage(options: MigrationOptions, domain: Domain, names: ReviewNames): readonly MaybeSaying[] {
  const { copiedDisks } = options;
  const list = (targets: readonly string[]) => targets.map(visibleText).join(", ");
  const stays = writableDisks(domain)
    .map((disk) => disk.target)
    .filter((target) => !copiedDisks.includes(target));
  const kind = options.mode !== "live" ? "disksFiles" : options.storageCopy === "incremental" ? "disksIncremental" : "disksFull";
  return [
    copiedDisks.length > 0 && { key: kind, values: { disks: list(copiedDisks), to: names.to } },
    stays.length > 0 && { key: "disksStay", values: { disks: list(stays) } },
    ...options.diskPaths.map(
      ({ target, path }): Saying => ({
        key: "diskPath",
        values: { to: names.to, disk: visibleText(target), path: visibleText(path) },
      }),
    ),
    options.synchronousWrites && { key: "syncWrites" },
  ];
}

function way(options: MigrationOptions, names: ReviewNames): readonly MaybeSaying[] {
  const { to, from } = names;
  const port = options.migratePort === null ? "" : `:${options.migratePort}`;
  return [
    options.tls && { key: "tls" },
    options.tlsDestination !== null && { key: "tlsName", values: { to, name: options.tlsDestination } },
    options.parallelConnections !== null && { key: "parallel", values: { count: options.parallelConnections } },
    options.zeroCopy && { key: "zeroCopy" },
    options.compression !== null && { key: "compression", values: { method: options.compression.method } },
    options.connection === "tls" && { key: "connectionTls", values: { to } },
    options.connection === "tcp" && { key: "connectionTcp", values: { to } },
    options.tunnelled && { key: "tunnelled" },
    options.migrateAddress !== null && { key: "migrateAddress", values: { address: `${options.migrateAddress}${port}` } },
    options.listenAddress !== null && { key: "listen", values: { to, address: options.listenAddress } },
    options.disksPort !== null && { key: "disksPort", values: { port: String(options.disksPort) } },
    options.disksSocket !== null && { key: "disksSocket", values: { path: visibleText(options.disksSocket) } },
    options.emulatorCpus !== null && { key: "cpus", values: { from, cpus: options.emulatorCpus } },
  ];
}

function definition(options: MigrationOptions, names: ReviewNames, typeWords: (type: string) => string): readonly MaybeSaying[] {
  const { to } = names;
  const clone = options.mode === "cold-copy" && options.newUuid;
  return [
    ...options.nicSources.map(
      ({ mac, type, source }): Saying => ({ key: "nic", values: { mac, name: visibleText(source), type: typeWords(type), to } }),
    ),
    options.graphicsListen !== null && { key: "graphics", values: { address: options.graphicsListen } },
    ...options.hostDevices.map(
      ({ key, replacement }): Saying =>
        replacement === null
          ? { key: "deviceGone", values: { device: key, to } }
          : { key: "deviceReplaced", values: { device: key, to, replacement } },
    ),
    options.suspendAtDestination && { key: "paused", values: { to } },
    !clone && options.destinationName !== null && { key: "newName", values: { to, name: visibleText(options.destinationName) } },
    clone && { key: options.newMacs ? "newIds" : "newUuid" },
  ];
}

/** Every choice as a plain sentence, in the order in which it matters. `typeWords` names a kind of network. */
export function sayings(input: {
  readonly options: MigrationOptions;
  readonly pingAddress: string | null;
  readonly domain: Domain;
  readonly names: ReviewNames;
  readonly words: FigureWords;
  readonly typeWords: (type: string) => string;
}): readonly Saying[] {
  const { options, names, words, pingAddress } = input;
  return [
    ...storage(options, input.domain, names),
    ...limits(options, names, words),
    ...convergence(options, words),
    ...way(options, names),
    ...definition(options, names, input.typeWords),
    pingAddress !== null && ({ key: "ping", values: { address: pingAddress } } as const),
  ].filter((one): one is Saying => one !== null && one !== false);
}
