import type { MigrationOptions } from "../../model/options.ts";
import { sharedDisks } from "../disks.ts";
import type { OptionDomain, OptionProblem } from "./problem.ts";

/**
 * Where the definition goes: never two startable definitions with one UUID (either could be started, on the same disks), never none. `--persistent` and
 * `--undefinesource` go together or not at all; a clone has a UUID and a name of its own and leaves its original alone.
 */
export function definitionProblems(options: MigrationOptions, domain: OptionDomain): readonly OptionProblem[] {
  return [...cloneProblems(options, domain), ...moveProblems(options, domain), ...renameProblems(options, domain)];
}

function cloneProblems(options: MigrationOptions, domain: OptionDomain): readonly OptionProblem[] {
  const problems: OptionProblem[] = [];
  if (options.mode !== "cold-copy") {
    if (options.newUuid) problems.push({ field: "options.newUuid", key: "clone-only-in-cold-copy" });
    if (options.newMacs) problems.push({ field: "options.newMacs", key: "clone-only-in-cold-copy" });
    return problems;
  }
  if (options.newMacs && !options.newUuid) problems.push({ field: "options.newMacs", key: "macs-need-new-uuid" });
  if (!options.newUuid) return problems;
  if (options.undefineSource) problems.push({ field: "options.undefineSource", key: "clone-keeps-original" });
  if (options.destinationName === null) problems.push({ field: "options.destinationName", key: "clone-needs-name" });
  const left = sharedDisks({ disks: domain.disks ?? [] }, options.copiedDisks);
  if (left.length > 0) {
    const disks = left.map(({ target }) => target).join(", ");
    problems.push({ field: "options.copiedDisks", key: "clone-copies-all-disks", values: { disks } });
  }
  return problems;
}

function moveProblems(options: MigrationOptions, domain: OptionDomain): readonly OptionProblem[] {
  if (options.mode === "cold-copy" && options.newUuid) return persistentCopy(options);
  if (options.persistent && !options.undefineSource) return [{ field: "options.undefineSource", key: "two-definitions" }];
  if (!options.persistent && options.undefineSource) return [{ field: "options.persistent", key: "undefine-needs-persistent" }];
  if (options.persistent || !domain.persistent) return [];
  if (options.mode === "saved-state") return [{ field: "options.persistent", key: "saved-state-whole-move" }];
  return persistentCopy(options);
}

/** Modes that move or copy a definition have nothing to do without it. */
function persistentCopy(options: MigrationOptions): readonly OptionProblem[] {
  if (options.mode === "live" || options.persistent) return [];
  return [{ field: "options.persistent", key: "mode-moves-definition" }];
}

function renameProblems(options: MigrationOptions, domain: OptionDomain): readonly OptionProblem[] {
  if (options.destinationName === null) return [];
  if (options.destinationName === domain.name) return [{ field: "options.destinationName", key: "rename-same-name" }];
  const keepsOldName = domain.persistent && !options.undefineSource && !options.newUuid;
  return keepsOldName ? [{ field: "options.destinationName", key: "rename-needs-undefine" }] : [];
}
