import { DEFAULT_MIGRATION_OPTIONS } from "../migration/default-options.ts";
import { LIVE_ONLY, NOT_IN } from "../migration/option-problems/mode.ts";
import type { FixChoice } from "../model/fix.ts";
import type { MigrationMode, MigrationOptions, PolicyOptions } from "../model/options.ts";

/**
 * The options with a choice of a finding made, and whatever else has to change with it, so that they still go together: a mode drops what it has no use
 * for, the last copied disk takes the copy's own options along, and without post-copy nothing may switch to it.
 */
export function applyChoice(options: MigrationOptions, choice: FixChoice): MigrationOptions {
  switch (choice.kind) {
    case "nic-source": {
      const mac = choice.nic.mac.toLowerCase();
      const others = options.nicSources.filter((nic) => nic.mac.toLowerCase() !== mac);
      return { ...options, nicSources: [...others, { ...choice.nic, mac }] };
    }
    case "copy-disks":
      return withCopied(options, [...new Set([...options.copiedDisks, ...choice.targets])], choice.how);
    case "leave-disks": {
      const copied = options.copiedDisks.filter((target) => !choice.targets.includes(target));
      return withCopied(options, copied, options.storageCopy);
    }
    case "graphics-listen":
      return { ...options, graphicsListen: choice.address };
    case "mode":
      return inMode(options, choice.mode);
    case "options":
      return withPolicy(options, choice.options);
  }
}

function withCopied(
  options: MigrationOptions,
  copiedDisks: readonly string[],
  how: MigrationOptions["storageCopy"],
): MigrationOptions {
  const diskPaths = options.diskPaths.filter(({ target }) => copiedDisks.includes(target));
  if (copiedDisks.length > 0) return { ...options, copiedDisks, diskPaths, storageCopy: options.mode === "live" ? how : "none" };
  const { storageCopy, synchronousWrites, disksPort, disksSocket } = DEFAULT_MIGRATION_OPTIONS;
  return { ...options, copiedDisks, diskPaths, storageCopy, synchronousWrites, disksPort, disksSocket };
}

/** Only a cold copy makes a clone; a mode that moves leaves no definition behind. */
function inMode(options: MigrationOptions, mode: MigrationMode): MigrationOptions {
  const isClone = mode === "cold-copy" && options.newUuid;
  const unused: readonly (keyof MigrationOptions)[] = mode === "live" ? [] : [...LIVE_ONLY, ...NOT_IN[mode]];
  const kept = Object.fromEntries(unused.map((name) => [name, DEFAULT_MIGRATION_OPTIONS[name]]));
  return {
    ...options,
    ...kept,
    mode,
    ...(isClone ? {} : { newUuid: false, newMacs: false, undefineSource: options.persistent }),
    // Where files are copied, the disks alone say it; QEMU's block copy has to be told how.
    ...(mode === "live" && options.copiedDisks.length > 0 && options.storageCopy === "none" ? { storageCopy: "full" } : {}),
  };
}

function withPolicy(options: MigrationOptions, changes: Partial<PolicyOptions>): MigrationOptions {
  const all = { ...options, ...changes };
  if (changes.postCopy !== "off") return all;
  return {
    ...all,
    postCopyBandwidthMiBps: null,
    timeoutAction: all.timeoutAction === "post-copy" ? "suspend" : all.timeoutAction,
    ladder: all.ladder.filter(({ action }) => action.kind !== "post-copy"),
  };
}
