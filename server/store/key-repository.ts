import { asc, eq } from "drizzle-orm";
import type { Db } from "./database.ts";
import type { PrivateKeyFiles } from "./private-key-files.ts";
import type { KeyRepository } from "./repositories.ts";
import { sshKeys } from "./schema.ts";

/** SSH keys: the public half in the database, the private half in a file that no dump of the database holds. */
export function createKeyRepository(db: Db, files: PrivateKeyFiles): KeyRepository {
  return {
    async list() {
      const rows = await db.select({ key: sshKeys.key }).from(sshKeys).orderBy(asc(sshKeys.createdAtMs), asc(sshKeys.id));
      return rows.map((row) => row.key);
    },
    async add(key, privateKey) {
      const taken = await db.select({ id: sshKeys.id }).from(sshKeys).where(eq(sshKeys.id, key.id));
      if (taken.length > 0) throw new Error(`there is a key ${key.id} already`);
      // The file first: a row always has its file.
      await files.write(key.id, privateKey);
      await db.insert(sshKeys).values({ id: key.id, createdAtMs: key.createdAtMs, key });
    },
    async remove(id) {
      await db.delete(sshKeys).where(eq(sshKeys.id, id));
      await files.remove(id);
    },
    async readPrivate(id) {
      const rows = await db.select({ id: sshKeys.id }).from(sshKeys).where(eq(sshKeys.id, id));
      if (rows.length === 0) throw new Error(`there is no key ${id}`);
      return await files.read(id);
    },
  };
}
