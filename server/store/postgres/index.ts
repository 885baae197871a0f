import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../../config.ts";
import type { Logger } from "../../logger.ts";
import { reserveIn } from "../space/reserve.ts";
import { watchSpace } from "../space/watch.ts";
import { binariesFor, removeOldBinaries } from "./binaries.ts";
import { ensureCluster } from "./cluster.ts";
import { externalPostgres } from "./external.ts";
import { preparePostgresHome } from "./home.ts";
import { postgresUser } from "./os-user.ts";
import type { Postgres } from "./postgres.ts";
import { connectionTo, stopPostmaster } from "./postmaster.ts";
import { ensureRunning, trimLog } from "./process.ts";

const TRIM_EVERY_MS = 10 * 60_000;

/** Opens the external PostgreSQL of DATABASE_URL, or brings up our own in the data folder. */
export async function openPostgres(config: Pick<Config, "dataDir" | "databaseUrl">, logger: Logger): Promise<Postgres> {
  if (config.databaseUrl !== null) return await externalPostgres(config.databaseUrl);
  const user = postgresUser();
  const home = preparePostgresHome(config.dataDir, user);
  const binaries = binariesFor(user, config.dataDir);
  const space = watchSpace(config.dataDir, reserveIn(home.root), logger);
  let how: "started" | "adopted" = "adopted";
  const trimming = setInterval(() => trimLog(home), TRIM_EVERY_MS).unref();
  const ensure = async () => {
    space.makeRoomToStart();
    const begun = performance.now();
    how = await ensureRunning(home, binaries, user, logger).catch((error: Error) => {
      throw space.whyNoStart(error);
    });
    logger.info({ how, ms: Math.round(performance.now() - begun) }, "PostgreSQL answers");
  };
  const begun = performance.now();
  try {
    await ensureCluster(home, binaries, user);
    logger.debug({ ms: Math.round(performance.now() - begun) }, "database folder is ready");
    await ensure();
  } catch (error) {
    clearInterval(trimming);
    space.stop();
    throw error;
  }
  return {
    embedded: true,
    connection: connectionTo(home),
    where: `the data folder ${config.dataDir}`,
    space,
    ensure,
    async tidy() {
      for (const name of readdirSync(home.root)) {
        if (/^new-[0-9a-f]{12}$/.test(name)) rmSync(join(home.root, name), { recursive: true, force: true });
      }
      // Programs of earlier versions, unless it is they that run, and copies that were cut short.
      if (how === "started") removeOldBinaries(config.dataDir, binaries);
    },
    async stop() {
      clearInterval(trimming);
      space.stop();
      await stopPostmaster(home);
    },
  };
}
