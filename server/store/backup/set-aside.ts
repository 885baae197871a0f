import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

/** In a data folder, but not data: programs and caches that are made anew, and what earlier restores kept. */
const NO_DATA = /^(pg-bin-.*|compile-cache|lost\+found|before-restore-.*|restore-unfinished)$/;

/** What is kept aside is named after the time. */
export function asideName(atMs: number): string {
  return `before-restore-${new Date(atMs).toISOString().slice(0, 19).replaceAll(":", "-")}`;
}

/** What of a data folder would be lost if another were put in its place. */
export function dataIn(dataDir: string): readonly string[] {
  return existsSync(dataDir) ? readdirSync(dataDir).filter((name) => !NO_DATA.test(name)) : [];
}

/** Moves all data of a data folder into `kept`, a folder within it: the data folder itself may be a mount, or its parent not ours. */
export function setAside(dataDir: string, kept: string): void {
  mkdirSync(kept, { recursive: true, mode: 0o700 });
  for (const name of dataIn(dataDir)) renameSync(join(dataDir, name), join(kept, name));
}

/** Removes all data, and puts back what was set aside. */
export function putBack(dataDir: string, kept: string | null): void {
  for (const name of dataIn(dataDir)) rmSync(join(dataDir, name), { recursive: true, force: true });
  if (kept === null) return;
  for (const name of readdirSync(kept)) renameSync(join(kept, name), join(dataDir, name));
  rmSync(kept, { recursive: true });
}
