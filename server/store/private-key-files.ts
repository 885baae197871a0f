import { randomBytes } from "node:crypto";
import { chmod, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";

const ID = /^[a-z0-9_-]{1,40}$/;

/** Private keys as files `<folder>/<id>`, 0600 in a 0700 folder; a key is there whole or not at all, also after a power cut. */
export interface PrivateKeyFiles {
  write(id: string, text: string): Promise<void>;
  read(id: string): Promise<string>;
  remove(id: string): Promise<void>;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Ids are checked here too: they become file names. */
export function createPrivateKeyFiles(folder: string): PrivateKeyFiles {
  const pathOf = (id: string) => {
    if (!ID.test(id)) throw new RangeError(`not a key id: ${JSON.stringify(id.slice(0, 60))}`);
    return join(folder, id);
  };
  return {
    async write(id, text) {
      const path = pathOf(id);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700);
      const half = `${path}.${randomBytes(6).toString("hex")}`;
      const handle = await open(half, "wx", 0o600);
      try {
        await handle.writeFile(text.endsWith("\n") ? text : `${text}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(half, path);
      await syncFolder(folder);
    },
    async read(id) {
      return await readFile(pathOf(id), "utf8");
    },
    async remove(id) {
      await rm(pathOf(id), { force: true });
    },
  };
}
