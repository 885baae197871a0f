import type { DomainDisk } from "../../model/domain.ts";
import type { MigrationOptions } from "../../model/options.ts";
import { copyRefusal, destinationPath } from "../disks.ts";
import type { OptionDomain, OptionProblem } from "./problem.ts";

/** Which disks are copied, how, to where and over which port. In the modes that copy files, `copiedDisks` alone says which. */
export function storageProblems(options: MigrationOptions, domain: OptionDomain): readonly OptionProblem[] {
  return [
    ...choiceProblems(options),
    ...(domain.disks ? diskProblems(options, domain.disks) : []),
    ...pathsProblems(options, domain.disks ?? []),
    ...channelProblems(options),
  ];
}

function choiceProblems(options: MigrationOptions): readonly OptionProblem[] {
  if (options.mode !== "live") return [];
  const copies = options.storageCopy !== "none";
  const problems: OptionProblem[] = [];
  if (copies && options.copiedDisks.length === 0) problems.push({ field: "options.copiedDisks", key: "copy-needs-disks" });
  // virsh ignores --migrate-disks without a storage copy, and the disks would not be copied.
  if (!copies && options.copiedDisks.length > 0) problems.push({ field: "options.copiedDisks", key: "disks-need-copy" });
  if (!copies && options.synchronousWrites) problems.push({ field: "options.synchronousWrites", key: "synchronous-needs-copy" });
  return problems;
}

function diskProblems(options: MigrationOptions, disks: readonly DomainDisk[]): readonly OptionProblem[] {
  return options.copiedDisks.flatMap((target, index): readonly OptionProblem[] => {
    const field = `options.copiedDisks.${index}`;
    const values = { disk: target };
    if (options.copiedDisks.indexOf(target) !== index) return [{ field, key: "disk-twice", values }];
    const disk = disks.find((candidate) => candidate.target === target);
    if (!disk) return [{ field, key: "disk-unknown", values }];
    const refusal = copyRefusal(disk, options.mode);
    if (refusal) return [{ field, key: "disk-cannot-be-copied", values: { ...values, why: refusal } }];
    // A raw image has no backing file, so that there is nothing that could be there already.
    return options.storageCopy === "incremental" && disk.format === "raw"
      ? [{ field, key: "incremental-needs-overlay", values }]
      : [];
  });
}

/** Another path is for a disk that is copied: that a disk which stays where it is can be reached by another path is nothing that we could prove. */
function pathsProblems(options: MigrationOptions, disks: readonly DomainDisk[]): readonly OptionProblem[] {
  const { diskPaths, copiedDisks } = options;
  const taken = disks.map((disk) => [disk.target, destinationPath(disk, diskPaths)] as const);
  return diskPaths.flatMap(({ target, path }, index): readonly OptionProblem[] => {
    const field = `options.diskPaths.${index}.path`;
    const values = { disk: target };
    if (diskPaths.findIndex((other) => other.target === target) !== index) return [{ field, key: "disk-twice", values }];
    if (!copiedDisks.includes(target)) return [{ field, key: "disk-path-needs-copy", values }];
    return taken.some(([other, where]) => other !== target && where === path) ||
      diskPaths.some((other, at) => at < index && other.path === path)
      ? [{ field, key: "disk-path-twice", values }]
      : [];
  });
}

function channelProblems(options: MigrationOptions): readonly OptionProblem[] {
  const copies = options.storageCopy !== "none" || options.mode !== "live";
  const problems: OptionProblem[] = [];
  if (!copies && options.disksPort !== null) problems.push({ field: "options.disksPort", key: "disks-port-needs-copy" });
  if (!copies && options.disksSocket !== null) problems.push({ field: "options.disksSocket", key: "disks-socket-needs-copy" });
  // libvirt: "Both port and URI requested for disk migration while being mutually exclusive".
  if (options.disksPort !== null && options.disksSocket !== null)
    problems.push({ field: "options.disksPort", key: "disks-port-with-socket" });
  // libvirt: "NBD migration with TLS is not supported over UNIX socket".
  if (options.disksSocket !== null && options.tls) problems.push({ field: "options.disksSocket", key: "disks-socket-with-tls" });
  return problems;
}
