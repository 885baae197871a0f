import { createHash } from "node:crypto";
import { chmod, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { GuestDisk } from "../guests.ts";
import { cacheDir, diskFormat, type GuestPlace } from "./config.ts";
import { mustRun } from "./run.ts";

/*
 * Layout of a guest's disk:
 *   block 0 (4 KiB)   the guest's counter, rewritten each second
 *   block 1           "virtferry-lab seed=S bytes=N"
 *   from 1 MiB        N bytes of 32-bit words: word i = (i * 2654435761) xor (S * 0x9E3779B9)
 * guest/worker.c checks the pattern from inside, `guest check` from outside.
 */
export const patternStart = 1024 * 1024;

/** The number that a disk's pattern is made from. */
export function diskSeed(place: GuestPlace, disk: GuestDisk): number {
  return Number(place.uuid.slice(-2)) * 10 + (disk.target === "vda" ? 1 : 2);
}

/** The known bytes of a disk. */
export function patternBytes(seed: number, contentMib: number): Buffer {
  const words = new Uint32Array((contentMib * 1024 * 1024) / 4);
  const key = Math.imul(seed, 0x9e3779b9);
  for (let index = 0; index < words.length; index++) words[index] = Math.imul(index, 2654435761) ^ key;
  return Buffer.from(words.buffer);
}

/** The checksum that the content of an unharmed disk has. */
export function patternSha256(seed: number, contentMib: number): string {
  return createHash("sha256").update(patternBytes(seed, contentMib)).digest("hex");
}

/** Makes sure that the pristine image of a disk is in the cache and gives its path. */
export async function ensurePristineDisk(seed: number, disk: GuestDisk): Promise<string> {
  const format = diskFormat(disk);
  const name = `disk-${seed}-${disk.sizeMib}-${disk.contentMib}.${format}`;
  const file = join(cacheDir, name);
  if ((await readdir(cacheDir).catch((): string[] => [])).includes(name)) return file;
  await mkdir(cacheDir, { recursive: true });
  const work = `${file}.${process.pid}`;
  try {
    const raw = await open(`${work}.raw`, "w");
    const bytes = disk.contentMib * 1024 * 1024;
    await raw.write(`virtferry-lab seed=${seed} bytes=${bytes}\n`, 4096);
    await raw.write(patternBytes(seed, disk.contentMib), 0, bytes, patternStart);
    await raw.truncate(disk.sizeMib * 1024 * 1024);
    await raw.close();
    await mustRun(["qemu-img", "convert", "-f", "raw", "-O", format, `${work}.raw`, work]);
    await chmod(work, 0o600);
    await rename(work, file);
  } finally {
    await rm(`${work}.raw`, { force: true });
    await rm(work, { force: true });
  }
  return file;
}
