import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../../config.ts";
import type { Logger } from "../../logger.ts";
import { binariesFor } from "./binaries.ts";
import { ensureCluster } from "./cluster.ts";
import { externalPostgres } from "./external.ts";
import { preparePostgresHome } from "./home.ts";
import { postgresUser } from "./os-user.ts";
import type { Postgres } from "./postgres.ts";
import { connectionTo, stopPostmaster } from "./postmaster.ts";
import { ensureRunning } from "./process.ts";

/** Opens the external PostgreSQL of DATABASE_URL, or brings up our own in the data folder. */
export async function openPostgres(config: Pick<Config, "dataDir" | "databaseUrl">, logger: Logger): Promise<Postgres> {
  if (config.databaseUrl !== null) return await externalPostgres(config.databaseUrl);
  const user = postgresUser();
  const home = preparePostgresHome(config.dataDir, user);
  const binaries = binariesFor(user, config.dataDir);
  const ensure = async () => {
    const begun = performance.now();
    const how = await ensureRunning(home, binaries, user, logger);
    logger.info({ how, ms: Math.round(performance.now() - begun) }, "PostgreSQL answers");
  };
  const begun = performance.now();
  await ensureCluster(home, binaries, user);
  logger.debug({ ms: Math.round(performance.now() - begun) }, "database folder is ready");
  await ensure();
  return {
    embedded: true,
    connection: connectionTo(home),
    where: `the data folder ${config.dataDir}`,
    ensure,
    async tidy() {
      for (const name of readdirSync(home.root)) {
        if (/^new-[0-9a-f]{12}$/.test(name)) rmSync(join(home.root, name), { recursive: true, force: true });
      }
    },
    stop: () => stopPostmaster(home),
  };
}
