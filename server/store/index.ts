import { join } from "node:path";
import type { Config } from "../config.ts";
import type { Logger } from "../logger.ts";
import { type Database, openDatabase } from "./database.ts";
import { createFixRepository } from "./fix-repository.ts";
import { createHostRepository } from "./host-repository.ts";
import { createKeyRepository } from "./key-repository.ts";
import { createLinkRepository } from "./link-repository.ts";
import { createMigrationRepository } from "./migration-repository.ts";
import { createPolicyRepository } from "./policy-repository.ts";
import { createPrivateKeyFiles } from "./private-key-files.ts";
import type { Store } from "./repositories.ts";

export interface OpenStore extends Store {
  /** For access/, whose tables live in the same database. */
  readonly database: Database;
}

/** Opens the database and the repositories upon it. The data folder must be there (see data-folder.ts). */
export async function openStore(config: Pick<Config, "dataDir" | "databaseUrl">, logger: Logger): Promise<OpenStore> {
  const database = await openDatabase(config, logger);
  return {
    database,
    hosts: createHostRepository(database.db),
    keys: createKeyRepository(database.db, createPrivateKeyFiles(join(config.dataDir, "keys"))),
    migrations: createMigrationRepository(database.db),
    policies: createPolicyRepository(database.db),
    fixes: createFixRepository(database.db),
    linkFigures: createLinkRepository(database.db),
    close: () => database.close(),
  };
}
