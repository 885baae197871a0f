import type { StoragePool } from "../../../lib/core/model/host.ts";
import type { ImageQuestion } from "../../../lib/core/preflight/image-question.ts";
import type { ImagePair } from "../../../lib/core/preflight/probes.ts";
import type { FileHashes } from "../file-hashes.ts";
import type { FinishedProbe } from "../probe-cache.ts";
import { failedProbe, type Remote } from "../remote.ts";
import { compareBacking } from "./backing.ts";
import { lookAtImages } from "./look-at-images.ts";

export interface ImageProbeParts {
  readonly question: ImageQuestion;
  /** Pools of the destination. */
  readonly pools: readonly StoragePool[];
  readonly hashes: FileHashes;
  /** True for a path that was just proven to be the same file on both hosts: nothing has to be compared then. */
  readonly isSameFile: (path: string) => boolean;
  readonly now: () => number;
}

/**
 * Looks at every image that is to be copied, at its place at the destination, and (where asked for) at what it is built on: equal by size and
 * SHA-256, or not. Changes nothing on either host.
 */
export async function probeImages(
  source: Remote,
  destination: Remote,
  parts: ImageProbeParts,
): Promise<FinishedProbe<ReadonlyMap<string, ImagePair>>> {
  const { question, pools, now } = parts;
  const { disks } = question;
  const [here, there] = await Promise.all([
    lookAtImages(
      source,
      disks.map(({ sourcePath, format }) => ({ path: sourcePath, format })),
      question.compareBacking,
    ),
    lookAtImages(
      destination,
      disks.map(({ destinationPath }) => ({ path: destinationPath, format: null })),
      false,
    ),
  ]);
  const commands = [
    ...disks.map(({ sourcePath }) => source.ran(["qemu-img", "info", "-U", sourcePath])),
    ...disks.map(({ destinationPath }) => destination.ran(["stat", "-L", "--", destinationPath])),
  ];
  if (typeof here === "string") return failedProbe(here, now(), commands);
  if (typeof there === "string") return failedProbe(there, now(), commands);

  const backing = question.compareBacking ? await compareBacking(source, destination, [...here.values()], parts) : new Map();
  const pairs = new Map<string, ImagePair>();
  for (const { target, sourcePath, destinationPath } of disks) {
    const [from, to] = [here.get(sourcePath), there.get(destinationPath)];
    if (!from || !to) return failedProbe(`no answer about ${target}`, now(), commands);
    const path = destinationPath.slice(0, destinationPath.lastIndexOf("/")) || "/";
    const pool = pools.find(({ active, targetPath }) => active && targetPath === path)?.name ?? null;
    const compared = backing.get(sourcePath);
    pairs.set(target, {
      source: from.image,
      destination: to.image,
      destinationFolder: { path, ...to.folder, pool },
      backingEqual: compared?.equal ?? null,
      backingAtDestination: compared?.atDestination ?? null,
      backingMissingBytes: compared?.missingBytes ?? null,
    });
  }
  return { kind: "done", value: pairs, atMs: now(), commands };
}
