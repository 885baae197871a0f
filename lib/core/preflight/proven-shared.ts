import { writableDisks } from "../migration/disks.ts";
import { destinationPath } from "./choices.ts";
import type { RuleContext } from "./context.ts";
import { isPathDisk, pathsOfDisk } from "./rules/disks.ts";

/**
 * Targets of the writable disks whose image and backing files were each just shown to be the same storage on both hosts, by a nonce
 * or by a device's identity. What a filesystem merely declares is no proof; a disk without a path, or with another one there, has none.
 */
export function provenShared({
  domain,
  options,
  probes: { storage },
}: Pick<RuleContext, "domain" | "options" | "probes">): ReadonlySet<string> {
  if (storage.kind !== "done") return new Set();
  const proven = writableDisks(domain)
    .filter((disk) => isPathDisk(disk) && destinationPath(options, disk) === disk.source)
    .filter((disk) => disk.backingFiles.every((path) => path.startsWith("/")))
    .filter((disk) => pathsOfDisk(disk).every((path) => isProof(storage.value.get(path)?.outcome)));
  return new Set(proven.map(({ target }) => target));
}

function isProof(outcome: string | undefined): boolean {
  return outcome === "same-by-nonce" || outcome === "same-by-device-id";
}
