import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { file, KEPT_FILES, KEPT_FOLDERS } from "./format.ts";

/** The files of a data folder that a backup holds, by their path within it. Half-written ones are left out. */
export function readKeptFiles(dataDir: string): ReadonlyMap<string, Buffer> {
  const inFolders = KEPT_FOLDERS.flatMap((folder) => {
    if (!existsSync(join(dataDir, folder))) return [];
    const entries = readdirSync(join(dataDir, folder), { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => `${folder}/${entry.name}`);
  });
  const found = new Map<string, Buffer>();
  for (const path of [...KEPT_FILES, ...inFolders]) {
    if (!file.shape.file.safeParse(path).success) continue;
    try {
      found.set(path, readFileSync(join(dataDir, path)));
    } catch (error) {
      // Removed meanwhile, or never made.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
  return found;
}
