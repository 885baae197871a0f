import type { MigrationMode, MigrationOptions } from "../../model/options.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "../default-options.ts";
import type { OptionDomain, OptionProblem } from "./problem.ts";

/** Options of QEMU's own migration: nothing of it happens when files are copied. */
export const LIVE_ONLY = [
  "maxDowntimeMs",
  "postCopyBandwidthMiBps",
  "autoConverge",
  "autoConvergeInitialPercent",
  "autoConvergeIncrementPercent",
  "timeoutS",
  "ladder",
  "postCopy",
  "storageCopy",
  "synchronousWrites",
  "tls",
  "tlsDestination",
  "parallelConnections",
  "zeroCopy",
  "compression",
  "tunnelled",
  "migrateAddress",
  "migratePort",
  "listenAddress",
  "disksPort",
  "disksSocket",
  "emulatorCpus",
  "hostDevices",
] as const satisfies readonly (keyof MigrationOptions)[];

/** Options that some of the other modes have no use for. */
export const NOT_IN: Readonly<Record<MigrationMode, readonly (keyof MigrationOptions)[]>> = {
  live: [],
  // Nothing runs that could be paused, and libvirt moves the definition as it is; a cold copy rewrites it.
  offline: ["suspendAtDestination", "diskPaths", "nicSources", "graphicsListen"],
  // The two libvirts do not talk to each other.
  "cold-copy": ["suspendAtDestination", "connection"],
  // libvirt restores a state only under the name that it was saved with.
  "saved-state": ["connection", "destinationName"],
};

/** What is chosen although the mode has no use for it, and modes that a transient domain cannot have. */
export function modeProblems(options: MigrationOptions, domain: OptionDomain): readonly OptionProblem[] {
  if (options.mode === "live") return [];
  const chosen = (names: readonly (keyof MigrationOptions)[]) => names.filter((name) => !isDefault(options, name));
  return [
    ...(!domain.persistent && options.mode !== "saved-state"
      ? [{ field: "options.mode", key: "mode-needs-definition" } as const]
      : []),
    ...chosen(LIVE_ONLY).map((name) => ({ field: `options.${name}`, key: "live-only" }) as const),
    ...chosen(NOT_IN[options.mode]).map((name) => ({ field: `options.${name}`, key: "not-in-mode" }) as const),
  ];
}

function isDefault(options: MigrationOptions, name: keyof MigrationOptions): boolean {
  const value = options[name];
  return Array.isArray(value) ? value.length === 0 : value === DEFAULT_MIGRATION_OPTIONS[name];
}
