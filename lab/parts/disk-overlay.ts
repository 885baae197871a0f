import { mkdir, mkdtemp, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Guest, GuestDisk } from "../guests.ts";
import { basePath, cacheDir } from "./config.ts";
import { ensurePristineDisk, patternBytes, patternStart } from "./disk-pattern.ts";
import { mustRun } from "./run.ts";

const foreignSeed = 9000;

/** The pristine images of an overlay, as paths in the cache. */
export interface PristineOverlay {
  readonly overlay: string;
  readonly base: string;
  /** Same size and format as the base, other content. */
  readonly otherBase: string;
}

/**
 * Makes sure that the images of an overlay are in the cache. The base holds the first half of the known content; header and second
 * half are in the overlay: with a wrong base, or without one, the content is harmed.
 */
export async function ensurePristineOverlay(guest: Guest, seed: number, disk: GuestDisk): Promise<PristineOverlay> {
  const halfMib = disk.contentMib / 2;
  const half = { ...disk, contentMib: halfMib };
  const base = await ensurePristineDisk(seed, half);
  const otherBase = await ensurePristineDisk(seed + foreignSeed, half);
  const name = `overlay-${seed}-${disk.sizeMib}-${disk.contentMib}.qcow2`;
  const overlay = join(cacheDir, name);
  if ((await readdir(cacheDir).catch((): string[] => [])).includes(name)) return { overlay, base, otherBase };
  await mkdir(cacheDir, { recursive: true });
  const work = await mkdtemp(join(cacheDir, "overlay-"));
  try {
    const image = join(work, "overlay.qcow2");
    await writeParts(work, seed, disk.contentMib);
    await mustRun(["qemu-img", "create", "-q", "-f", "qcow2", "-b", base, "-F", "qcow2", image]);
    const second = patternStart + halfMib * 1024 * 1024;
    const writes = [`write -q -s ${work}/head 0 8192`, `write -q -s ${work}/tail ${second} ${halfMib * 1024 * 1024}`];
    await mustRun(["qemu-io", "-f", "qcow2", ...writes.flatMap((write) => ["-c", write]), image]);
    // on the hosts the base lies beside the overlay
    await mustRun(["qemu-img", "rebase", "-q", "-u", "-f", "qcow2", "-b", basePath(guest), "-F", "qcow2", image]);
    await rename(image, overlay);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return { overlay, base, otherBase };
}

async function writeParts(folder: string, seed: number, contentMib: number): Promise<void> {
  const bytes = contentMib * 1024 * 1024;
  const head = await open(join(folder, "head"), "w");
  await head.write(`virtferry-lab seed=${seed} bytes=${bytes}\n`, 4096);
  await head.truncate(8192);
  await head.close();
  const tail = await open(join(folder, "tail"), "w");
  await tail.write(patternBytes(seed, contentMib).subarray(bytes / 2));
  await tail.close();
}
