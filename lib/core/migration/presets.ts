import type { MigrationOptions, PolicyOptions } from "../model/options.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "./default-options.ts";

export type PresetId = "gentle" | "balanced" | "fast" | "must-finish";

export interface Preset {
  readonly id: PresetId;
  readonly options: PolicyOptions;
}

/** libvirt's and QEMU's defaults: nothing limited, nothing done by itself. */
const PLAIN = policyOptionsOf(DEFAULT_MIGRATION_OPTIONS);

/**
 * What most migrations want, under four names.
 *
 * gentle: the VM and its neighbours come first. 64 MiB/s is about half of a Gbit/s link; the pause is a third of QEMU's default; what does not end within
 * half an hour is given up, and the VM stays where it is.
 * balanced: QEMU's defaults. What has not ended after two minutes gets a longer pause (1 s), and after five its CPUs are slowed.
 * fast: two connections (QEMU's own default for several), a pause of up to 1 s, CPUs slowed at once when the VM dirties too much.
 * must-finish: ends in any case, at a rising price for the VM: longer pause, slowed CPUs, post-copy. Given up only when the switch to post-copy is refused.
 */
export const PRESETS: readonly Preset[] = [
  {
    id: "gentle",
    options: { ...PLAIN, bandwidthMiBps: 64, maxDowntimeMs: 100, timeoutS: 1800, timeoutAction: "abort" },
  },
  {
    id: "balanced",
    options: {
      ...PLAIN,
      ladder: [
        { afterS: 120, action: { kind: "max-downtime", ms: 1000 } },
        { afterS: 300, action: { kind: "auto-converge" } },
      ],
    },
  },
  {
    id: "fast",
    options: { ...PLAIN, maxDowntimeMs: 1000, autoConverge: true, parallelConnections: 2 },
  },
  {
    id: "must-finish",
    options: {
      ...PLAIN,
      maxDowntimeMs: 300,
      postCopy: "by-hand",
      ladder: [
        { afterS: 60, action: { kind: "max-downtime", ms: 1000 } },
        { afterS: 120, action: { kind: "auto-converge" } },
        { afterS: 300, action: { kind: "post-copy" } },
        { afterS: 900, action: { kind: "abort" } },
      ],
    },
  },
];

/** The preset with this id; null for another text. */
export function presetById(id: string): Preset | null {
  return PRESETS.find((preset) => preset.id === id) ?? null;
}

/** The options with a policy's choices in the place of their own; everything that a policy says nothing about stays. */
export function applyPolicy(options: MigrationOptions, policy: PolicyOptions): MigrationOptions {
  return { ...options, ...policyOptionsOf(policy) };
}

/** What a policy keeps of these options, and nothing else. */
export function policyOptionsOf(options: PolicyOptions): PolicyOptions {
  return {
    maxDowntimeMs: options.maxDowntimeMs,
    bandwidthMiBps: options.bandwidthMiBps,
    postCopyBandwidthMiBps: options.postCopyBandwidthMiBps,
    autoConverge: options.autoConverge,
    autoConvergeInitialPercent: options.autoConvergeInitialPercent,
    autoConvergeIncrementPercent: options.autoConvergeIncrementPercent,
    timeoutS: options.timeoutS,
    timeoutAction: options.timeoutAction,
    ladder: options.ladder,
    postCopy: options.postCopy,
    tls: options.tls,
    parallelConnections: options.parallelConnections,
    compression: options.compression,
  };
}
