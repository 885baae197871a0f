import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { queuedRecord } from "../../lib/core/migration/test-support/records.ts";
import { hostId, migrationId } from "../../lib/core/model/ids.ts";
import { createAccess } from "../access/index.ts";
import { prepareDataFolder } from "../data-folder.ts";
import { createServerEvents } from "../events.ts";
import { createLogger } from "../logger.ts";
import { temporaryDataFolder } from "../test-support/data-folder.ts";
import { type OpenStore, openStore } from "./index.ts";
import { appliedMigrations, applySchema, migrateSchema, shippedMigrations } from "./migrate.ts";
import { openPostgres } from "./postgres/index.ts";
import type { Postgres } from "./postgres/postgres.ts";

// One cluster; a database for each released schema, filled as the version of its time filled it (schema-history/*.sql).
const HISTORY = join(import.meta.dirname, "schema-history");
const RELEASED = readdirSync(join(import.meta.dirname, "schema-migrations"))
  .filter((name) => name.endsWith(".sql"))
  .sort();
const folder = temporaryDataFolder();
const logger = createLogger("silent");
let postgres: Postgres;

beforeAll(async () => {
  prepareDataFolder(folder.path);
  postgres = await openPostgres({ dataDir: folder.path, databaseUrl: null }, logger);
});
afterAll(async () => {
  await postgres.stop();
  folder.remove();
});

async function query(database: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ ...postgres.connection, database });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A database as the version whose `steps`-th schema migration was its newest left it. */
async function asOf(steps: number, name: string): Promise<string> {
  await query("postgres", `create database ${name}`);
  const client = new pg.Client({ ...postgres.connection, database: name });
  await client.connect();
  await client.query("begin");
  await applySchema(client, steps);
  await client.query(readFileSync(join(HISTORY, RELEASED[steps - 1] ?? ""), "utf8"));
  await client.query("commit");
  await client.end();
  return name;
}

function open(database: string): Promise<OpenStore> {
  const { host = "", user = "" } = postgres.connection;
  const databaseUrl = `postgresql:///${database}?host=${encodeURIComponent(host)}&user=${user}`;
  return openStore({ dataDir: folder.path, databaseUrl }, logger);
}

async function signIn(store: OpenStore): Promise<number> {
  const config = { publicUrl: null, host: "127.0.0.1", port: 8420 };
  const access = createAccess({
    db: store.database.db,
    config,
    secret: "s".repeat(40),
    events: createServerEvents(),
    logger,
  });
  const headers = { "content-type": "application/json", origin: "http://127.0.0.1:8420" };
  const body = JSON.stringify({ username: "admin", password: "correct-horse-battery" });
  const url = "http://127.0.0.1:8420/api/auth/sign-in/username";
  return (await access.handle(new Request(url, { method: "POST", headers, body }))).status;
}

const dump = async (database: string): Promise<string> => {
  const { rows } = await query(
    database,
    `select table_name, column_name, data_type from information_schema.columns where table_schema = 'public' order by 1, 2`,
  );
  const migrations = await query(database, "select id, revision, record::text as record from migrations order by id");
  const applied = await query(database, "select hash, created_at from schema_migrations order by created_at");
  return JSON.stringify([rows, migrations.rows, applied.rows]);
};

it("has rows of every released schema: a new schema migration brings its own", () => {
  expect(readdirSync(HISTORY).sort()).toEqual(RELEASED);
  expect(shippedMigrations()).toHaveLength(RELEASED.length);
});

describe.each(RELEASED.map((name, index) => [name, index + 1] as const))("a database of %s", (_name, steps) => {
  it("is brought forward at the start, and everything in it is read as today's", async () => {
    const database = await asOf(steps, `forward${steps}`);
    const store = await open(database);
    const ended = await store.migrations.get(migrationId("m_ended"));
    const unfinished = await store.migrations.unfinished();
    expect(unfinished.map(({ id }) => id)).toEqual(["m_running", "m_queued", ...(steps >= 4 ? ["m_waits"] : [])]);
    const today = Object.keys(queuedRecord()).sort();
    for (const record of [ended, ...unfinished]) {
      expect(Object.keys(record ?? {}).sort()).toEqual(today);
      expect(Object.keys(record?.request.options ?? {}).sort()).toEqual(Object.keys(queuedRecord().request.options).sort());
      expect(record?.request.options.maxDowntimeMs).toBe(400);
      expect(record?.findings[0]?.evidence[0]?.value).toBe("a'b\"$(id)\u0000\ud800");
    }
    expect(ended?.result?.truth.verdict).toBe("moved");
    // Before there was a queue everything was let through at once: nothing of it may begin to wait now.
    for (const record of unfinished.filter(({ id }) => id !== "m_waits"))
      expect(record.queue.admittedAtMs).toBeGreaterThanOrEqual(record.createdAtMs);
    const { rows } = await query(database, "select id from migrations where ended_at_ms is null and admitted_at_ms is null");
    expect(rows.map(({ id }) => id)).toEqual(steps >= 4 ? ["m_waits"] : []);
    expect((await store.migrations.samples(migrationId("m_running"))).map(({ iteration }) => iteration)).toEqual([2, 2, 2]);
    expect((await store.migrations.log(migrationId("m_running"))).map(({ kind }) => kind)).toEqual(["command", "note"]);
    expect((await store.hosts.list()).map(({ name }) => name)).toEqual(["hv1", "hv2"]);
    const facts = (await store.hosts.loadFacts()).get(hostId("h_aaaaaaaaaaaa"));
    expect(facts?.facts.hostname).toBe("hv1");
    for (const { disks } of facts?.domains ?? []) for (const disk of disks) expect(disk.sharingReason).toBeInstanceOf(Array);
    expect((await store.keys.list()).map(({ id }) => id)).toEqual(["k_lab"]);
    expect((await store.policies.list()).map(({ name }) => name)).toEqual(steps >= 2 ? ["Night"] : []);
    expect((await store.fixes.list({ limit: 9 })).map(({ id }) => id)).toEqual(steps >= 3 ? ["f_ports"] : []);
    expect(await store.linkFigures.list()).toHaveLength(steps >= 3 ? 1 : 0);
    expect(await store.settings.get("queue.limits")).toEqual(
      steps >= 4 ? { perSource: 1, perDestination: 2, inAll: 8 } : undefined,
    );
    expect(await signIn(store)).toBe(200);
    await store.close();
  });

  it("is the same when it is brought forward twice, or by two at once", async () => {
    const database = await asOf(steps, `twice${steps}`);
    const pool = new pg.Pool({ ...postgres.connection, database });
    await Promise.all([migrateSchema(pool), migrateSchema(pool)]);
    const once = await dump(database);
    await migrateSchema(pool);
    expect(await dump(database)).toBe(once);
    await pool.end();
  });
});

it("changes nothing when it is cut short, and goes through at the next start", async () => {
  const database = await asOf(1, "cut");
  const before = await dump(database);
  const pool = new pg.Pool({ ...postgres.connection, database, application_name: "upgrade" });
  pool.on("error", () => undefined);
  // Somebody reads a table that a late step changes: the upgrade has done the earlier ones, and waits.
  const reader = new pg.Client({ ...postgres.connection, database });
  await reader.connect();
  await reader.query("begin; lock table migrations in access share mode");
  const upgrade = migrateSchema(pool);
  const failed = expect(upgrade).rejects.toThrow();
  const waits = "select pid from pg_stat_activity where application_name = 'upgrade' and wait_event_type = 'Lock'";
  await expect.poll(async () => (await query(database, waits)).rowCount, { timeout: 10_000 }).toBe(1);
  await query(database, waits.replace("select pid", "select pg_terminate_backend(pid)"));
  await failed;
  await reader.query("commit");
  await reader.end();
  expect(await dump(database)).toBe(before);
  await migrateSchema(pool);
  const client = await pool.connect();
  expect(await appliedMigrations(client)).toEqual(shippedMigrations().map(({ folderMillis }) => folderMillis));
  client.release();
  await pool.end();
});

it("refuses a database of a newer version, says so, and changes nothing", async () => {
  const database = await asOf(1, "newer");
  await query(database, "insert into schema_migrations (hash, created_at) values ('of the future', 4102444800000)");
  const before = await dump(database);
  await expect(open(database)).rejects.toThrow(
    /written by a newer VirtFerry: it has 1 schema change that this version does not know \(the last of 2100-01-01\)\.\nNothing was changed/,
  );
  await expect(open(database)).rejects.toMatchObject({ code: "config" });
  expect(await dump(database)).toBe(before);
});
