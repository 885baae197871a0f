import { randomBytes } from "node:crypto";
import { proveStorage } from "../../../lib/core/preflight/storage-proof.ts";
import type { StorageProof } from "../../../lib/core/preflight/storage-seen.ts";
import { succeeded } from "../../ssh/command-result.ts";
import type { FinishedProbe } from "../probe-cache.ts";
import { failedProbe, type Remote, wordsOf } from "../remote.ts";
import { readStorageLines, type SeenPath } from "./storage-lines.ts";
import { DESTINATION_ANSWERS, DESTINATION_CLEANS, SOURCE_READS, SOURCE_WRITES } from "./storage-scripts.ts";

const TIMEOUT_MS = 12_000;

/** 64 bytes of text: short enough to be written at once, long enough never to be there by chance. */
const newContent = (): string => randomBytes(32).toString("hex");
const newName = (): string => randomBytes(16).toString("hex");

/**
 * Proves for each path whether both hosts see the same storage behind it: the source writes a nonce beside the image, the destination
 * reads it and answers with its own, the source reads that. One nonce a folder. Both remove what they wrote, whatever happens.
 */
export async function probeStorage(
  source: Remote,
  destination: Remote,
  paths: readonly string[],
  now: () => number,
): Promise<FinishedProbe<ReadonlyMap<string, StorageProof>>> {
  const [ours, theirs] = [newName(), newName()];
  const [ourContent, theirContent] = [newContent(), newContent()];

  const wrote = await source.rootScript(SOURCE_WRITES, [ours, ourContent, ...paths], TIMEOUT_MS);
  if (!succeeded(wrote)) return failedProbe(wordsOf(wrote), now());
  const here = readStorageLines(wrote.stdout);
  const groupHere = (index: number) => String(here.get(index)?.group ?? "-");

  const pairs = paths.flatMap((path, index) => [groupHere(index), path]);
  const answered = await destination.rootScript(DESTINATION_ANSWERS, [ours, theirs, theirContent, ...pairs], TIMEOUT_MS);
  const there = readStorageLines(answered.stdout);
  const groupThere = (index: number) => String(there.get(index)?.group ?? "-");

  // Also when the destination failed: the source's nonces have to go.
  const triples = paths.flatMap((path, index) => [groupHere(index), groupThere(index), path]);
  const read = await source.rootScript(SOURCE_READS, [ours, theirs, ...triples], TIMEOUT_MS);
  const answers = paths.flatMap((path, index) => (groupThere(index) === "-" ? [] : [groupThere(index), path]));
  if (answers.length > 0) await destination.rootScript(DESTINATION_CLEANS, [theirs, ...answers], TIMEOUT_MS);

  if (!succeeded(answered)) return failedProbe(wordsOf(answered), now());
  if (!succeeded(read)) return failedProbe(wordsOf(read), now());
  const back = readStorageLines(read.stdout);
  const proofs = new Map<string, StorageProof>();
  paths.forEach((path, index) => {
    const [a, b] = [here.get(index), there.get(index)];
    if (a && b) proofs.set(path, prove(a, b, back.get(index), ourContent, theirContent));
  });
  return { kind: "done", value: proofs, atMs: now(), commands: [] };
}

function prove(here: SeenPath, there: SeenPath, back: SeenPath | undefined, ours: string, theirs: string): StorageProof {
  return proveStorage({
    source: here.side,
    sourceSizeAfterBytes: back?.sizeAfterBytes ?? null,
    destination: there.side,
    sameFilesystemAsFolder: here.inFolder && there.inFolder,
    sourceWrote: here.group !== null,
    destinationHasFolder: there.hasFolder,
    destinationRead: there.read === ours,
    destinationWrote: there.group !== null,
    destinationReadOnlyMount: there.readOnlyMount,
    sourceRead: back?.read === theirs,
  });
}
