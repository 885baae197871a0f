import type { ImageSeen } from "../../../lib/core/preflight/probes.ts";
import type { FileHash, FileHashes } from "../file-hashes.ts";
import type { Remote } from "../remote.ts";
import type { SeenImage } from "./image-lines.ts";
import { lookAtImages } from "./look-at-images.ts";

/** Waited for this long for checksums in one check, ms; the hosts go on computing for the next. */
const PATIENCE_MS = 15_000;

export interface BackingCompared {
  /** Null: not known (yet); `atDestination.problem` says why when there is a reason. */
  readonly equal: boolean | null;
  readonly atDestination: ImageSeen | null;
  /** What the destination lacks of it, bytes. */
  readonly missingBytes: number | null;
}

const UNKNOWN: BackingCompared = { equal: null, atDestination: null, missingBytes: null };

interface Parts {
  readonly hashes: FileHashes;
  readonly isSameFile: (path: string) => boolean;
}

/** Compares what each image is built on, down to its base, with the files of the same paths at the destination. */
export async function compareBacking(
  source: Remote,
  destination: Remote,
  images: readonly SeenImage[],
  parts: Parts,
): Promise<ReadonlyMap<string, BackingCompared>> {
  const below = [...new Map(images.flatMap(({ chain }) => chain.map((one) => [one.path, one] as const))).values()];
  // A backing file that is no plain path (a network image) cannot be looked at here.
  const files = below.filter(({ path }) => path.startsWith("/") && !/[\0\n]/.test(path));
  const compared = new Map<string, BackingCompared>();
  if (files.length === 0) return compared;
  const [here, there] = await Promise.all([lookAtImages(source, files, false), lookAtImages(destination, files, false)]);
  const give = (path: string): Promise<BackingCompared> => {
    if (typeof here === "string" || typeof there === "string") return Promise.resolve(UNKNOWN);
    return compareFile(source, destination, here.get(path), there.get(path), parts);
  };
  const byPath = new Map(
    await Promise.all(files.map(async ({ path }): Promise<readonly [string, BackingCompared]> => [path, await give(path)])),
  );
  for (const { image, chain } of images) {
    const all = chain.map(({ path }) => byPath.get(path));
    if (all.length > 0) compared.set(image.path, together(all));
  }
  return compared;
}

async function compareFile(
  source: Remote,
  destination: Remote,
  mine: SeenImage | undefined,
  theirs: SeenImage | undefined,
  { hashes, isSameFile }: Parts,
): Promise<BackingCompared> {
  if (!mine || !theirs) return UNKNOWN;
  const atDestination = theirs.image;
  if (isSameFile(mine.image.path)) return { equal: true, atDestination, missingBytes: 0 };
  const missingBytes = atDestination.exists ? 0 : mine.image.actualSizeBytes;
  if (mine.version === null)
    return { equal: null, missingBytes, atDestination: { ...atDestination, problem: mine.image.problem ?? "?" } };
  if (!atDestination.exists || theirs.version === null || mine.sizeBytes !== theirs.sizeBytes) {
    return { equal: false, atDestination, missingBytes };
  }
  const [a, b] = await Promise.all([
    hashes.of(source, { path: mine.image.path, version: mine.version }, PATIENCE_MS),
    hashes.of(destination, { path: mine.image.path, version: theirs.version }, PATIENCE_MS),
  ]);
  if (a.kind === "known" && b.kind === "known") return { equal: a.sha256 === b.sha256, atDestination, missingBytes };
  const problem = wordsOf(a) ?? wordsOf(b);
  return { equal: null, missingBytes, atDestination: { ...atDestination, problem: problem ?? atDestination.problem } };
}

function wordsOf(hash: FileHash): string | null {
  return hash.kind === "failed" ? hash.words : null;
}

/** One that differs spoils all; one that is not known leaves all unknown. What is shown is the nearest, on which an overlay would stand. */
function together(all: readonly (BackingCompared | undefined)[]): BackingCompared {
  const nearest = all[0]?.atDestination ?? null;
  const missingBytes = all.reduce<number | null>((sum, one) => {
    const bytes = one?.missingBytes ?? null;
    return sum === null || bytes === null ? null : sum + bytes;
  }, 0);
  if (all.some((one) => one?.equal === false)) return { equal: false, atDestination: nearest, missingBytes };
  if (all.every((one) => one?.equal === true)) return { equal: true, atDestination: nearest, missingBytes };
  const problem = all.find((one) => one?.equal !== true && one?.atDestination?.problem)?.atDestination?.problem ?? null;
  return { equal: null, atDestination: nearest && { ...nearest, problem: nearest.problem ?? problem }, missingBytes };
}
