import type { MigrationOptions } from "../../model/options.ts";
import { isPowerOfTwo } from "../compression-words.ts";
import { armsAutoConverge, needsPostCopy } from "../option-uses.ts";
import type { OptionProblem } from "./problem.ts";

/** How memory is copied: post-copy, auto-converge, compression, channels and zero-copy against each other. */
export function memoryProblems(options: MigrationOptions): readonly OptionProblem[] {
  return [
    ...postCopyProblems(options),
    ...convergeProblems(options),
    ...compressionProblems(options),
    ...zeroCopyProblems(options),
  ];
}

function postCopyProblems(options: MigrationOptions): readonly OptionProblem[] {
  const problems: OptionProblem[] = [];
  // libvirt: "post-copy migration is not supported with non-live or paused migration".
  if (options.suspendAtDestination && needsPostCopy(options))
    problems.push({ field: "options.suspendAtDestination", key: "suspend-with-post-copy" });
  if (options.postCopyBandwidthMiBps !== null && options.postCopy === "off")
    problems.push({ field: "options.postCopyBandwidthMiBps", key: "post-copy-bandwidth-needs-post-copy" });
  if (options.timeoutS !== null && options.timeoutAction === "post-copy" && options.postCopy === "off")
    problems.push({ field: "options.timeoutAction", key: "limit-needs-post-copy" });
  return problems;
}

/** libvirt: "Turn auto convergence on to tune it". */
function convergeProblems(options: MigrationOptions): readonly OptionProblem[] {
  if (options.autoConverge || armsAutoConverge(options)) return [];
  return (["autoConvergeInitialPercent", "autoConvergeIncrementPercent"] as const)
    .filter((name) => options[name] !== null)
    .map((name) => ({ field: `options.${name}`, key: "percent-needs-auto-converge" }));
}

/** xbzrle and mt are for one channel, zlib and zstd for several. Both of the former go with post-copy: QEMU drops them when it switches. */
function compressionProblems({ compression, parallelConnections }: MigrationOptions): readonly OptionProblem[] {
  if (compression === null) return [];
  const { method } = compression;
  const field = "options.compression";
  const forSeveral = method === "zlib" || method === "zstd";
  const problems: OptionProblem[] = [];
  if (forSeveral && parallelConnections === null) problems.push({ field, key: "compression-needs-parallel", values: { method } });
  if (!forSeveral && parallelConnections !== null) problems.push({ field, key: "compression-with-parallel", values: { method } });
  if (method === "xbzrle" && compression.cacheMiB !== null && !isPowerOfTwo(compression.cacheMiB))
    problems.push({ field: `${field}.cacheMiB`, key: "xbzrle-cache-power-of-two" });
  return problems;
}

/** QEMU: "Zero copy only available for non-compressed non-TLS multifd migration". */
function zeroCopyProblems(options: MigrationOptions): readonly OptionProblem[] {
  if (!options.zeroCopy) return [];
  const field = "options.zeroCopy";
  const problems: OptionProblem[] = [];
  if (options.parallelConnections === null) problems.push({ field, key: "zero-copy-needs-parallel" });
  if (options.tls) problems.push({ field, key: "zero-copy-with-tls" });
  if (options.compression !== null) problems.push({ field, key: "zero-copy-with-compression" });
  return problems;
}
