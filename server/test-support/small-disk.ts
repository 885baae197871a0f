import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmdirSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MIB = 1024 * 1024;

/** A disk of its own for one test (tmpfs; needs root, as the tests have it), to be filled and emptied. */
export interface SmallDisk {
  readonly path: string;
  freeMiB(): number;
  /** Fills it with a file that is nobody's business until no more than this is free. */
  fill(leaveMiB: number): void;
  /** Takes that file away. */
  empty(): void;
  remove(): void;
}

/** Mounts it; throws with mount's own words where that is not allowed. */
export function smallDisk(sizeMiB: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), "virtferry-disk-"));
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${sizeMiB}m,mode=755`, "virtferry-test", path], { encoding: "utf8" });
  const filler = join(path, "filler");
  const free = () => {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  };
  return {
    path,
    freeMiB: () => free() / MIB,
    fill(leaveMiB) {
      for (let over = free() - leaveMiB * MIB; over > 0; over = free() - leaveMiB * MIB)
        appendFileSync(filler, Buffer.alloc(Math.min(over, 4 * MIB)));
    },
    empty: () => rmSync(filler, { force: true }),
    remove() {
      execFileSync("umount", ["-l", path]);
      rmdirSync(path);
    },
  };
}
