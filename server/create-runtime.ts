import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { migrationId } from "../lib/core/model/ids.ts";
import { createAccess } from "./access/index.ts";
import { knownOrigins } from "./access/origins.ts";
import { createApi } from "./api/handle.ts";
import { type Cluster, openCluster } from "./cluster/index.ts";
import { openLeaseQueue } from "./cluster/lease-queue.ts";
import { createMigrationLeases } from "./cluster/leases.ts";
import type { Config } from "./config.ts";
import { loadOrMakeSecret } from "./data-folder.ts";
import { createServerEvents, type ServerEvents } from "./events.ts";
import { createFixService } from "./fixes/index.ts";
import { createForecastService } from "./forecast/index.ts";
import type { ReadinessParts } from "./http/readiness.ts";
import { createInventoryService, readStoredKey } from "./inventory/index.ts";
import { createHostLinks } from "./libvirt/host-links.ts";
import type { Logger } from "./logger.ts";
import { createMetrics, type Metrics } from "./metrics/index.ts";
import { readLeaseJobs } from "./metrics/read-lease-jobs.ts";
import { watchLeases } from "./metrics/watch-leases.ts";
import { createMigrationService } from "./migrations/index.ts";
import { createPolicyService } from "./policies/index.ts";
import { createPreflightService } from "./preflight/index.ts";
import { createRecoveryService } from "./recovery/index.ts";
import type { Runtime } from "./runtime.ts";
import { createSettingsService } from "./settings/index.ts";
import { openStore } from "./store/index.ts";
import { keepSweeping } from "./store/retention/index.ts";
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
  /** The other processes on this database. */
  readonly cluster: Cluster;
  /** The admin's password when it was just made: to be shown once and kept nowhere. */
  readonly generatedPassword: string | null;
  /** Resolves with the reason when the database was taken over by another server: the process must end. */
  readonly databaseLost: Promise<string>;
  readonly metrics: Metrics;
  /** What readiness asks. */
  readonly health: Omit<ReadinessParts, "lifecycle">;
  /** Before `start`: connects the figures; returns what ends them. `sockets`: browsers connected to this process. */
  followMetrics(sockets: () => number): Promise<() => void>;
  /** Loads hosts, connects to them, and takes up every unfinished migration. */
  start(): Promise<void>;
  /** Ends in order; running migrations go on by themselves on their hosts. */
  stop(): Promise<void>;
}

/** Builds the server's parts upon each other: database, people, connections to hosts, services, API. The data folder is there. Throws ConfigError. */
export async function createRuntime(config: Config, logger: Logger): Promise<BuiltRuntime> {
  const now = () => Date.now();
  const events = createServerEvents();
  const version = ownVersion();
  const metrics = createMetrics(version, config.metricsToken);
  const store = await openStore(config, logger.child({ part: "store" }));
  const cluster = openCluster(store.database, store.me, events, logger.child({ part: "cluster" }));
  try {
    const secret = config.secret ?? loadOrMakeSecret(config.dataDir);
    const access = createAccess({ db: store.database.db, config, secret, events, logger: logger.child({ part: "access" }) });
    const generatedPassword = await access.ensureAdmin(config.adminPassword);
    const links = createHostLinks({
      readPrivateKey: (keyId) => readStoredKey(store.keys, keyId),
      logger: logger.child({ part: "links" }),
      now,
      onVirsh: metrics.onVirsh,
    });
    const inventory = createInventoryService({
      store,
      links,
      events,
      processes: cluster.shared,
      logger: logger.child({ part: "inventory" }),
      now,
      newId,
    });
    const forecast = createForecastService({ store, links, inventory, events, logger: logger.child({ part: "forecast" }), now });
    const preflight = createPreflightService({
      inventory,
      links,
      events,
      figures: forecast,
      unfinished: cluster.shared ? () => store.migrations.unfinished() : undefined,
      logger: logger.child({ part: "preflight" }),
      now,
    });
    const { leases, held } = watchLeases(
      createMigrationLeases({
        openQueue: (onSent) => openLeaseQueue(store.database.connection, logger.child({ part: "leases" }), onSent),
        sole: store.database.sole,
        others: () => cluster.processes.live().length - 1,
        admitted: () => store.migrations.admitted(),
        logger: logger.child({ part: "leases" }),
      }),
    );
    const settings = createSettingsService({ store, events });
    const migrations = createMigrationService({
      store,
      links,
      inventory,
      preflight,
      forecast,
      leases,
      limits: () => settings.limits(),
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
      liveProcesses: () => cluster.processes.live().map(({ id }) => id),
    });
    const recovery = createRecoveryService({ store, links, inventory, now });
    const system: Runtime["system"] = (session) => ({
      version,
      serverTimeMs: now(),
      user: { name: session.userName },
      dataDir: config.dataDir,
      database: store.database.description,
      nodeVersion: process.versions.node,
    });
    let hostsLoaded = false;
    const readOnly = () => !store.health().ok;
    const origins = knownOrigins(config);
    let stopSweeping = (): void => undefined;
    const services = { inventory, preflight, migrations, forecast, fixes, recovery, policies, settings, tls, system };
    const api = createApi({ services, access, origins, logger: logger.child({ part: "api" }), version });
    return {
      runtime: {
        session: access.session,
        auth: access.handle,
        api,
        system,
        inventory,
        preflight,
        migrations,
      },
      events,
      origins,
      cluster,
      generatedPassword,
      databaseLost: store.database.lost,
      metrics,
      health: { askDatabase: () => store.database.db.execute(sql`select 1`), readOnly, hostsLoaded: () => hostsLoaded },
      followMetrics: (sockets) =>
        metrics.follow({
          inventory,
          links,
          events,
          sockets,
          leases: held,
          processes: () => cluster.processes.live().length,
          pool: store.database.pool,
          readOnly,
          unfinished: () => store.migrations.unfinished(),
          readJobs: () => readLeaseJobs(store.database.db),
          logger: logger.child({ part: "metrics" }),
        }),
      async start() {
        await cluster.start();
        await inventory.start();
        hostsLoaded = true;
        // With the server's key the first set-up is complete.
        await store.database.settled();
        await forecast.start();
        await fixes.start();
        cluster.processes.onChange(() => {
          fixes.start().catch((error: unknown) => logger.error({ err: error }, "fixes of a dead process could not be ended"));
        });
        await migrations.reattach();
        stopSweeping = keepSweeping(store.database.pool, config.keep, logger.child({ part: "retention" }), now);
      },
      async stop() {
        stopSweeping();
        await migrations.stop();
        await cluster.leave();
        await inventory.stop();
        await cluster.stop();
        await store.close();
      },
    };
  } catch (error) {
    await cluster.stop();
    await store.close();
    throw error;
  }
}
