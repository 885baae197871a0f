import { execFile } from "node:child_process";
import { rmSync, statSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** PostgreSQL needs a new piece of its log (16 MiB) and what it had not written yet to come up again: this is four of them. */
export const RESERVE_BYTES = 64 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;

/** A file that holds room, to be given back when the disk is full: without it PostgreSQL cannot even start to be read. */
export interface Reserve {
  /** True while it holds its room. */
  held(): boolean;
  /** Takes the room (again). Rejects when there is none. */
  make(): Promise<void>;
  /** Gives it back; true if there was any. */
  give(): boolean;
}

async function write(path: string): Promise<void> {
  const handle = await open(path, "w", 0o600);
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES, "VirtFerry keeps this room free. ");
    for (let at = 0; at < RESERVE_BYTES; at += CHUNK_BYTES) await handle.write(chunk);
  } finally {
    await handle.close();
  }
}

/** Real blocks: a file with a hole would hold nothing. Where the file system cannot give them unwritten, they are written. */
async function allocate(path: string): Promise<void> {
  try {
    await promisify(execFile)("fallocate", ["-l", String(RESERVE_BYTES), path], { timeout: 10_000 });
    if (statSync(path).blocks * 512 >= RESERVE_BYTES) return;
  } catch {
    // Not there, not supported, or no room: writing it says which.
  }
  await write(path);
}

/** The reserve in this folder. */
export function reserveIn(folder: string): Reserve {
  const path = join(folder, "reserve");
  const held = () => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) >= RESERVE_BYTES;
  return {
    held,
    async make() {
      const half = `${path}.new`;
      try {
        await allocate(half);
        await rename(half, path);
      } finally {
        await rm(half, { force: true });
      }
    },
    give() {
      const was = held();
      rmSync(path, { force: true });
      return was;
    },
  };
}
