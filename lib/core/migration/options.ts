import type { Domain } from "../model/domain.ts";
import type { MigrationOptions } from "../model/options.ts";
import { definitionProblems } from "./option-problems/definition.ts";
import { deviceProblems } from "./option-problems/devices.ts";
import { ladderProblems } from "./option-problems/ladder.ts";
import { memoryProblems } from "./option-problems/memory.ts";
import { modeProblems } from "./option-problems/mode.ts";
import { pathProblems } from "./option-problems/path.ts";
import type { OptionDomain, OptionProblem } from "./option-problems/problem.ts";
import { storageProblems } from "./option-problems/storage.ts";

export { DEFAULT_MIGRATION_OPTIONS, QEMU_DEFAULT_DOWNTIME_MS } from "./default-options.ts";
export type { OptionDomain, OptionProblem } from "./option-problems/problem.ts";

/**
 * The options as they will really be used for this domain. A transient domain has no definition to carry or to remove, so both
 * persistence options are off for it, whatever was asked (virsh would make it persistent behind the admin's back).
 */
export function optionsForDomain(options: MigrationOptions, domain: Pick<Domain, "persistent">): MigrationOptions {
  return domain.persistent ? options : { ...options, persistent: false, undefineSource: false };
}

/**
 * Every combination that is refused whatever the hosts are: because libvirt or QEMU refuse it, because the words would have no effect, or because a state
 * would come out that nobody wants (two definitions with one UUID, none at all, a clone on its original's disks). Empty = fine. The most telling first. What
 * depends on a host's version is `optionSupport`, what depends on a host's state is the preflight. Rules: libvirt's own, as tried on 9.0.
 */
export function optionProblems(options: MigrationOptions, domain: OptionDomain): readonly OptionProblem[] {
  const used = optionsForDomain(options, domain);
  return [
    ...modeProblems(used, domain),
    ...definitionProblems(used, domain),
    ...memoryProblems(used),
    ...ladderProblems(used),
    ...storageProblems(used, domain),
    ...pathProblems(used),
    ...deviceProblems(used, domain),
  ];
}
