import type { OptionName } from "../migration/option-requirements.ts";
import { armsAutoConverge, needsPostCopy } from "../migration/option-uses.ts";
import type { MigrationOptions } from "../model/options.ts";

/** Which of the options that depend on versions these choices really use. Empty in the modes that have no `virsh migrate`. */
export function usedOptions(options: MigrationOptions): readonly OptionName[] {
  if (options.mode !== "live" && options.mode !== "offline") return [];
  const { ladder } = options;
  const postCopy = needsPostCopy(options);
  const parallel = options.parallelConnections !== null;
  const tuned = options.autoConvergeInitialPercent !== null || options.autoConvergeIncrementPercent !== null;
  const rewrites = options.diskPaths.length > 0 || options.nicSources.length > 0 || options.graphicsListen !== null;
  const limits = options.bandwidthMiBps !== null || ladder.some(({ action }) => action.kind === "bandwidth");
  const uses: readonly (readonly [OptionName, boolean])[] = [
    ["offline", options.mode === "offline"],
    ["persistent", options.persistent],
    ["suspend-at-destination", options.suspendAtDestination],
    ["rename", options.destinationName !== null],
    ["rewrite-xml", rewrites],
    ["rewrite-persistent-xml", rewrites && options.persistent],
    ["bandwidth", limits],
    ["tls", options.tls],
    ["tls-destination", options.tlsDestination !== null],
    ["parallel", parallel],
    ["zero-copy", options.zeroCopy],
    ["post-copy", postCopy],
    ["post-copy-bandwidth", options.postCopyBandwidthMiBps !== null],
    ["post-copy-parallel", postCopy && parallel],
    ["auto-converge", options.autoConverge],
    ["auto-converge-tuning", tuned],
    ["auto-converge-later", armsAutoConverge(options)],
    ["copy-storage", options.storageCopy !== "none"],
    ["synchronous-writes", options.synchronousWrites],
    ["disks-port", options.disksPort !== null],
    ["disks-uri", options.disksSocket !== null],
    ["listen-address", options.listenAddress !== null],
    ["migrate-uri", options.migrateAddress !== null],
    ["tunnelled", options.tunnelled],
  ];
  return [
    ...uses.filter(([, used]) => used).map(([name]) => name),
    ...(options.compression === null ? [] : [options.compression.method]),
  ];
}
