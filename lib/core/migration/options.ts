import type { Domain } from "../model/domain.ts";
import type { MigrationOptions } from "../model/migration.ts";

/** What the wizard starts from: QEMU's own downtime limit, no bandwidth limit, no timer, and a persistent domain stays persistent. */
export const DEFAULT_MIGRATION_OPTIONS: MigrationOptions = {
  maxDowntimeMs: null,
  bandwidthMiBps: null,
  autoConverge: false,
  timeoutS: null,
  timeoutAction: "suspend",
  persistent: true,
  undefineSource: true,
};

/** QEMU's downtime limit when nobody sets one, ms (`migrate_downtime_limit`). */
export const QEMU_DEFAULT_DOWNTIME_MS = 300;

/**
 * The options as they will really be used for this domain. A transient domain has no definition to carry or to remove, so both
 * persistence options are off for it, whatever was asked (virsh would make it persistent behind the admin's back).
 */
export function optionsForDomain(options: MigrationOptions, domain: Pick<Domain, "persistent">): MigrationOptions {
  return domain.persistent ? options : { ...options, persistent: false, undefineSource: false };
}

export interface OptionProblem {
  /** Path of the field in the request. */
  readonly field: string;
  /** Key below `errors.migrations`. */
  readonly key: "two-definitions" | "undefine-needs-persistent";
}

/**
 * Combinations that leave a persistent domain in a state that nobody wants: defined on two hosts (either copy can be started, on the
 * same disks), or defined on none. `--persistent` and `--undefinesource` go together or not at all.
 */
export function optionProblems(options: MigrationOptions, domain: Pick<Domain, "persistent">): readonly OptionProblem[] {
  const used = optionsForDomain(options, domain);
  if (used.persistent && !used.undefineSource) return [{ field: "options.undefineSource", key: "two-definitions" }];
  if (!used.persistent && used.undefineSource) return [{ field: "options.persistent", key: "undefine-needs-persistent" }];
  return [];
}
