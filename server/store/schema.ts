import { sql } from "drizzle-orm";
import {
  bigserial,
  customType,
  doublePrecision,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Domain } from "../../lib/core/model/domain.ts";
import type { FixRecord } from "../../lib/core/model/fix.ts";
import type { HostFacts, HostRegistration } from "../../lib/core/model/host.ts";
import type { MigrationLogEntry, MigrationRecord, MigrationSample } from "../../lib/core/model/migration.ts";
import type { LeverAction, MigrationPolicy } from "../../lib/core/model/options.ts";
import type { LinkFigures } from "../../lib/core/model/prediction.ts";
import type { LeverOutcome, StoredKey } from "./repositories.ts";

export * from "./auth-schema.ts";

/**
 * Records are stored whole, with the columns beside them that an index or a query needs. The type is json, not jsonb: what a host
 * printed may hold NUL or half a surrogate pair, which jsonb refuses and json keeps as it came.
 */

export const hosts = pgTable("hosts", {
  id: text("id").primaryKey(),
  addedAtMs: doublePrecision("added_at_ms").notNull(),
  registration: json("registration").$type<HostRegistration>().notNull(),
});

export const hostFacts = pgTable("host_facts", {
  hostId: text("host_id")
    .primaryKey()
    .references(() => hosts.id, { onDelete: "cascade" }),
  facts: json("facts").$type<HostFacts>().notNull(),
  domains: json("domains").$type<readonly Domain[]>().notNull(),
  observedAtMs: doublePrecision("observed_at_ms").notNull(),
});

/** Public halves only; the private ones are files. */
export const sshKeys = pgTable("ssh_keys", {
  id: text("id").primaryKey(),
  createdAtMs: doublePrecision("created_at_ms").notNull(),
  key: json("key").$type<StoredKey>().notNull(),
});

export const migrations = pgTable(
  "migrations",
  {
    id: text("id").primaryKey(),
    revision: integer("revision").notNull(),
    idempotencyKey: text("idempotency_key").notNull(),
    domainUuid: text("domain_uuid").notNull(),
    sourceHostId: text("source_host_id").notNull(),
    destinationHostId: text("destination_host_id").notNull(),
    createdAtMs: doublePrecision("created_at_ms").notNull(),
    endedAtMs: doublePrecision("ended_at_ms"),
    /** When the queue let it through; the record has it too. */
    admittedAtMs: doublePrecision("admitted_at_ms"),
    /** Fencing token of the lease under which it is written; null while nobody looks after it. */
    owner: text("owner"),
    /** How far its samples and log were thinned with age; 0 = all are there. */
    thinned: integer("thinned").notNull().default(0),
    record: json("record").$type<MigrationRecord>().notNull(),
  },
  (table) => [
    uniqueIndex("migrations_idempotency_key").on(table.idempotencyKey),
    // The rule "one unfinished migration for each domain" is this index, so no race can get past it.
    uniqueIndex("migrations_one_unfinished_per_domain").on(table.domainUuid).where(sql`ended_at_ms is null`),
    index("migrations_newest").on(table.createdAtMs, table.id),
    index("migrations_of_domain").on(table.domainUuid, table.createdAtMs),
    index("migrations_of_source").on(table.sourceHostId, table.createdAtMs),
    index("migrations_of_destination").on(table.destinationHostId, table.createdAtMs),
  ],
);

export const migrationSamples = pgTable(
  "migration_samples",
  {
    migrationId: text("migration_id")
      .notNull()
      .references(() => migrations.id, { onDelete: "cascade" }),
    atMs: doublePrecision("at_ms").notNull(),
    sample: json("sample").$type<MigrationSample>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.migrationId, table.atMs] })],
);

export const migrationLog = pgTable(
  "migration_log",
  {
    migrationId: text("migration_id")
      .notNull()
      .references(() => migrations.id, { onDelete: "cascade" }),
    id: integer("id").notNull(),
    entry: json("entry").$type<MigrationLogEntry>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.migrationId, table.id] })],
);

export const policies = pgTable(
  "policies",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    policy: json("policy").$type<MigrationPolicy>().notNull(),
  },
  // Two policies that differ in case only would look like one in a list.
  (table) => [uniqueIndex("policies_name").on(sql`lower(${table.name})`)],
);

export const fixes = pgTable(
  "fixes",
  {
    id: text("id").primaryKey(),
    revision: integer("revision").notNull(),
    idempotencyKey: text("idempotency_key").notNull(),
    atMs: doublePrecision("at_ms").notNull(),
    state: text("state").$type<FixRecord["state"]>().notNull(),
    hostIds: text("host_ids").array().notNull(),
    /** The process that runs it. */
    processId: text("process_id"),
    record: json("record").$type<FixRecord>().notNull(),
  },
  (table) => [uniqueIndex("fixes_idempotency_key").on(table.idempotencyKey), index("fixes_newest").on(table.atMs, table.id)],
);

/** What is known of the way from one host to another; gone with either host. */
export const linkFigures = pgTable(
  "link_figures",
  {
    sourceHostId: text("source_host_id")
      .notNull()
      .references(() => hosts.id, { onDelete: "cascade" }),
    destinationHostId: text("destination_host_id")
      .notNull()
      .references(() => hosts.id, { onDelete: "cascade" }),
    figures: json("figures").$type<LinkFigures>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.sourceHostId, table.destinationHostId] })],
);

/** What an admin may change about the console itself, by name. */
export const settings = pgTable("settings", {
  name: text("name").primaryKey(),
  value: json("value").$type<unknown>().notNull(),
});

/** The VirtFerry processes on this database. Times are the database's own, so that clocks that differ do no harm. */
export const serverProcesses = pgTable("server_processes", {
  id: text("id").primaryKey(),
  /** For people: process id and machine. */
  name: text("name").notNull(),
  startedAt: timestamp("started_at", { withTimezone: true }).notNull().defaultNow(),
  heartbeatAt: timestamp("heartbeat_at", { withTimezone: true }).notNull().defaultNow(),
});

/** What somebody asked of a migration that another process looks after: stored first, carried out by whoever holds the lease. */
export const leverRequests = pgTable(
  "lever_requests",
  {
    id: text("id").primaryKey(),
    migrationId: text("migration_id")
      .notNull()
      .references(() => migrations.id, { onDelete: "cascade" }),
    atMs: doublePrecision("at_ms").notNull(),
    action: json("action").$type<LeverAction>().notNull(),
    requestedBy: text("requested_by").notNull(),
    /** Null until it was answered. */
    outcome: json("outcome").$type<LeverOutcome>(),
  },
  (table) => [index("lever_requests_open").on(table.migrationId).where(sql`outcome is null`)],
);

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Messages between processes that are too long for NOTIFY, as @socket.io/postgres-adapter wants them; it deletes them itself. */
export const socketAttachments = pgTable("socket_io_attachments", {
  id: bigserial("id", { mode: "number" }).unique(),
  createdAt: timestamp("created_at", { withTimezone: true }).defaultNow(),
  payload: bytea("payload"),
});
