import { z } from "zod";
import type { LeverAction, MigrationOptions, PolicyOptions } from "../core/model/options.ts";
import { absolutePathInput, diskTargetInput, hostAddressInput, isAddress } from "./addresses.ts";

/**
 * The options of a migration with a range for every figure: libvirt and QEMU accept absurd ones (a bandwidth of 99999999999999). What is left out has
 * libvirt's default. Which options go together is not said here but by `optionProblems` in core. Messages are keys below `errors.field`.
 */

const whole = (min: number, max: number, message: string) =>
  z.number({ message }).int(message).min(min, message).max(max, message);
export const guestAddressInput = z.string().max(39, "address").refine(isAddress, "address");
/** A Linux interface, bridge or libvirt network. */
const deviceName = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.:@-]{0,62}$/, "device-name");
/** libvirt refuses a slash and line breaks in a name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const domainName = z.string().regex(/^[^/\x00-\x1f\x7f]{1,128}$/, "domain-name");
const mac = z
  .string()
  .toLowerCase()
  .regex(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/, "mac");

const maxDowntimeMs = whole(1, 60_000, "downtime");
const bandwidthMiBps = whole(1, 1_048_576, "bandwidth");
const percent = whole(1, 99, "percent");
const seconds = whole(1, 86_400, "timeout");

const actions = [
  z.object({ kind: z.literal("max-downtime"), ms: maxDowntimeMs }),
  z.object({ kind: z.literal("bandwidth"), mibPerSec: bandwidthMiBps.nullable() }),
  z.object({ kind: z.literal("auto-converge") }),
  z.object({ kind: z.literal("post-copy") }),
  z.object({ kind: z.literal("suspend") }),
  z.object({ kind: z.literal("abort") }),
] as const;
const rung = z.object({ afterS: seconds, action: z.discriminatedUnion("kind", actions) });

/** A lever on a running migration. */
export const leverInput: z.ZodType<LeverAction, unknown> = z.discriminatedUnion("kind", [
  ...actions,
  z.object({ kind: z.literal("post-copy-bandwidth"), mibPerSec: bandwidthMiBps.nullable() }),
  z.object({ kind: z.literal("recover") }),
]);

const compression = z.discriminatedUnion("method", [
  z.object({ method: z.literal("xbzrle"), cacheMiB: whole(1, 65_536, "cache").nullable().default(null) }),
  z.object({
    method: z.literal("mt"),
    level: whole(0, 9, "level").nullable().default(null),
    threads: whole(1, 255, "threads").nullable().default(null),
    decompressThreads: whole(1, 255, "threads").nullable().default(null),
  }),
  z.object({ method: z.literal("zlib"), level: whole(0, 9, "level").nullable().default(null) }),
  z.object({ method: z.literal("zstd"), level: whole(0, 20, "level").nullable().default(null) }),
]);

const policyShape = {
  maxDowntimeMs: maxDowntimeMs.nullable().default(null),
  bandwidthMiBps: bandwidthMiBps.nullable().default(null),
  postCopyBandwidthMiBps: bandwidthMiBps.nullable().default(null),
  autoConverge: z.boolean().default(false),
  autoConvergeInitialPercent: percent.nullable().default(null),
  autoConvergeIncrementPercent: percent.nullable().default(null),
  timeoutS: seconds.nullable().default(null),
  timeoutAction: z.enum(["suspend", "abort", "post-copy"]).default("suspend"),
  ladder: z.array(rung).max(12, "ladder").default([]),
  postCopy: z.enum(["off", "by-hand", "after-first-pass"]).default("off"),
  tls: z.boolean().default(false),
  parallelConnections: whole(1, 255, "connections").nullable().default(null),
  compression: compression.nullable().default(null),
};

export const policyOptionsInput: z.ZodType<PolicyOptions, unknown> = z.object(policyShape);

export const migrationOptionsInput: z.ZodType<MigrationOptions, unknown> = z.object({
  ...policyShape,
  mode: z.enum(["live", "offline", "cold-copy", "saved-state"]).default("live"),
  persistent: z.boolean(),
  undefineSource: z.boolean(),
  suspendAtDestination: z.boolean().default(false),
  destinationName: domainName.nullable().default(null),
  newUuid: z.boolean().default(false),
  newMacs: z.boolean().default(false),
  storageCopy: z.enum(["none", "full", "incremental"]).default("none"),
  copiedDisks: z.array(diskTargetInput).max(64, "disks").default([]),
  synchronousWrites: z.boolean().default(false),
  diskPaths: z
    .array(z.object({ target: diskTargetInput, path: absolutePathInput }))
    .max(64, "disks")
    .default([]),
  nicSources: z
    .array(z.object({ mac, type: z.enum(["bridge", "network", "direct"]), source: deviceName }))
    .max(64, "nics")
    .default([]),
  graphicsListen: z.string().refine(isAddress, "address").nullable().default(null),
  tlsDestination: hostAddressInput.nullable().default(null),
  zeroCopy: z.boolean().default(false),
  connection: z.enum(["ssh", "tls", "tcp"]).default("ssh"),
  tunnelled: z.boolean().default(false),
  migrateAddress: hostAddressInput.nullable().default(null),
  migratePort: whole(1, 65_535, "port").nullable().default(null),
  listenAddress: z.string().refine(isAddress, "address").nullable().default(null),
  disksPort: whole(1, 65_535, "port").nullable().default(null),
  disksSocket: absolutePathInput.max(107, "socket-path").nullable().default(null),
  emulatorCpus: z
    .string()
    .regex(/^\^?\d{1,4}(-\d{1,4})?(,\^?\d{1,4}(-\d{1,4})?){0,63}$/, "cpus")
    .nullable()
    .default(null),
  hostDevices: z
    .array(
      z.object({
        key: z.string().regex(/^(hostdev|nic):[0-9A-Za-z:._#-]{1,80}$/, "device"),
        replacement: z
          .string()
          .regex(/^[0-9A-Za-z_:.@-]{1,80}$/, "device")
          .nullable(),
      }),
    )
    .max(32, "devices")
    .default([]),
});
