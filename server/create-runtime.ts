import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { migrationId } from "../lib/core/model/ids.ts";
import { createAccess } from "./access/index.ts";
import { knownOrigins } from "./access/origins.ts";
import { createApi } from "./api/handle.ts";
import type { Config } from "./config.ts";
import { loadOrMakeSecret } from "./data-folder.ts";
import { createServerEvents, type ServerEvents } from "./events.ts";
import { createFixService } from "./fixes/index.ts";
import { createForecastService } from "./forecast/index.ts";
import { createInventoryService, readStoredKey } from "./inventory/index.ts";
import { createHostLinks } from "./libvirt/host-links.ts";
import type { Logger } from "./logger.ts";
import { createMigrationService } from "./migrations/index.ts";
import { createPolicyService } from "./policies/index.ts";
import { createPreflightService } from "./preflight/index.ts";
import type { Runtime } from "./runtime.ts";
import { openStore } from "./store/index.ts";
import { createTlsService } from "./tls/index.ts";

const ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
const ID_LENGTH = 20;

/** A fresh id: what it names (h host, m migration, p policy, f fix), and 20 random lower-case letters and digits (103 bits). */
function newId(prefix: "h" | "m" | "p" | "f"): string {
  const random = Array.from({ length: ID_LENGTH }, () => ID_ALPHABET[randomInt(ID_ALPHABET.length)] ?? "");
  return `${prefix}_${random.join("")}`;
}

function ownVersion(): string {
  const text = readFileSync(join(import.meta.dirname, "..", "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

/** The runtime with what only the composition root needs. */
export interface BuiltRuntime {
  readonly runtime: Runtime;
  readonly events: ServerEvents;
  readonly origins: readonly string[];
  /** The admin's password when it was just made: to be shown once and kept nowhere. */
  readonly generatedPassword: string | null;
  /** Resolves with the reason when the database was taken over by another server: the process must end. */
  readonly databaseLost: Promise<string>;
  /** Loads hosts, connects to them, and takes up every unfinished migration. */
  start(): Promise<void>;
  /** Ends in order; running migrations go on by themselves on their hosts. */
  stop(): Promise<void>;
}

/** Builds the server's parts upon each other: database, people, connections to hosts, services, API. The data folder is there. Throws ConfigError. */
export async function createRuntime(config: Config, logger: Logger): Promise<BuiltRuntime> {
  const secret = config.secret ?? loadOrMakeSecret(config.dataDir);
  const now = () => Date.now();
  const events = createServerEvents();
  const store = await openStore(config, logger.child({ part: "store" }));
  try {
    const access = createAccess({ db: store.database.db, config, secret, events, logger: logger.child({ part: "access" }) });
    const generatedPassword = await access.ensureAdmin(config.adminPassword);
    const links = createHostLinks({
      readPrivateKey: (keyId) => readStoredKey(store.keys, keyId),
      logger: logger.child({ part: "links" }),
      now,
    });
    const inventory = createInventoryService({ store, links, events, logger: logger.child({ part: "inventory" }), now, newId });
    const forecast = createForecastService({ store, links, inventory, events, logger: logger.child({ part: "forecast" }), now });
    const preflight = createPreflightService({
      inventory,
      links,
      events,
      figures: forecast,
      logger: logger.child({ part: "preflight" }),
      now,
    });
    const migrations = createMigrationService({
      store,
      links,
      inventory,
      preflight,
      forecast,
      events,
      logger: logger.child({ part: "migrations" }),
      now,
      newId: () => migrationId(newId("m")),
    });
    const policies = createPolicyService({ store, now, newId: () => newId("p") });
    const tls = createTlsService({ dataDir: config.dataDir, links, inventory, logger: logger.child({ part: "tls" }), now });
    const fixes = createFixService({
      store,
      links,
      inventory,
      tls,
      logger: logger.child({ part: "fixes" }),
      now,
      newId: () => newId("f"),
    });
    const version = ownVersion();
    const system: Runtime["system"] = (session) => ({
      version,
      serverTimeMs: now(),
      user: { name: session.userName },
      dataDir: config.dataDir,
      database: store.database.description,
      nodeVersion: process.versions.node,
    });
    const origins = knownOrigins(config);
    const services = { inventory, preflight, migrations, forecast, fixes, policies, tls, system };
    const api = createApi({ services, access, origins, logger: logger.child({ part: "api" }), version });
    return {
      runtime: {
        session: access.session,
        auth: access.handle,
        api,
        system,
        async healthy() {
          try {
            await store.database.db.execute(sql`select 1`);
            return true;
          } catch (error) {
            logger.warn({ err: error }, "the database does not answer");
            return false;
          }
        },
        inventory,
        preflight,
        migrations,
      },
      events,
      origins,
      generatedPassword,
      databaseLost: store.database.lost,
      async start() {
        await inventory.start();
        await forecast.start();
        await fixes.start();
        await migrations.reattach();
      },
      async stop() {
        await migrations.stop();
        await inventory.stop();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
