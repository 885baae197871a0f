import { join } from "node:path";
import { newProcessIdentity } from "../cluster/identity.ts";
import type { ProcessIdentity } from "../cluster/types.ts";
import type { Config } from "../config.ts";
import type { Logger } from "../logger.ts";
import { type Database, openDatabase } from "./database.ts";
import { createFixRepository } from "./fix-repository.ts";
import type { StoreHealth } from "./health.ts";
import { createHostRepository } from "./host-repository.ts";
import { createKeyRepository } from "./key-repository.ts";
import { createLeverRequestRepository } from "./lever-request-repository.ts";
import { createLinkRepository } from "./link-repository.ts";
import { createMigrationRepository } from "./migration-repository.ts";
import { createPolicyRepository } from "./policy-repository.ts";
import { createPrivateKeyFiles } from "./private-key-files.ts";
import { createQueueRepository } from "./queue-repository.ts";
import type { Store } from "./repositories.ts";
import { createSettingsRepository } from "./settings-repository.ts";

export interface OpenStore extends Store {
  /** For access/, whose tables live in the same database. */
  readonly database: Database;
  /** Who we are among the processes of the database. */
  readonly me: ProcessIdentity;
  /** Whether there is room to store anything. */
  health(): StoreHealth;
}

/** Opens the database and the repositories upon it. The data folder must be there (see data-folder.ts). */
export async function openStore(config: Pick<Config, "dataDir" | "databaseUrl">, logger: Logger): Promise<OpenStore> {
  const database = await openDatabase(config, logger);
  const me = newProcessIdentity();
  return {
    database,
    me,
    hosts: createHostRepository(database.db),
    keys: createKeyRepository(database.db, createPrivateKeyFiles(join(config.dataDir, "keys"))),
    migrations: createMigrationRepository(database.db),
    leverRequests: createLeverRequestRepository(database.db),
    queue: createQueueRepository(database.db),
    settings: createSettingsRepository(database.db),
    policies: createPolicyRepository(database.db),
    fixes: createFixRepository(database.db, me.id),
    linkFigures: createLinkRepository(database.db),
    health: () => database.health(),
    close: () => database.close(),
  };
}
