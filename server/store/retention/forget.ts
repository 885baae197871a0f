import type { PoolClient } from "pg";
import { mayForget } from "../../../lib/core/migration/may-forget.ts";
import type { MigrationRecord } from "../../../lib/core/model/migration.ts";
import { DAY_MS, type RetentionLimits, SHORT_LIVED_MS } from "./limits.ts";

const BATCH = 200;

/** The time before which things go: so old, or so many newer ones. */
async function horizon(client: PoolClient, newest: string, limits: RetentionLimits, nowMs: number): Promise<number> {
  const byAge = nowMs - limits.days * DAY_MS;
  const { rows } = await client.query<{ at: number }>(newest, [limits.migrations]);
  return Math.max(byAge, rows[0]?.at ?? byAge);
}

/** Removes ended migrations (with samples and log) that are too old or too many, but none that somebody must see to. Resolves with how many. */
export async function forgetMigrations(client: PoolClient, limits: RetentionLimits, nowMs: number): Promise<number> {
  const newest = `select ended_at_ms as at from migrations where ended_at_ms is not null order by ended_at_ms desc, id desc offset $1 limit 1`;
  const before = await horizon(client, newest, limits, nowMs);
  let gone = 0;
  let after: readonly [number, string] = [Number.NEGATIVE_INFINITY, ""];
  for (;;) {
    const { rows } = await client.query<{ id: string; at: number; record: MigrationRecord }>(
      `select id, ended_at_ms as at, record from migrations
       where ended_at_ms <= $1 and (ended_at_ms, id) > ($2, $3) order by ended_at_ms, id limit $4`,
      [before, ...after, BATCH],
    );
    const ids = rows.filter(({ record }) => mayForget(record)).map(({ id }) => id);
    if (ids.length > 0) gone += (await client.query("delete from migrations where id = any($1)", [ids])).rowCount ?? 0;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return gone;
    after = [last.at, last.id];
  }
}

/** Removes fixes that are too old or too many, and whatever only was to live for a moment. */
export async function forgetTheRest(client: PoolClient, limits: RetentionLimits, nowMs: number): Promise<void> {
  const newest = "select at_ms as at from fixes where state <> 'running' order by at_ms desc, id desc offset $1 limit 1";
  const before = await horizon(client, newest, limits, nowMs);
  await client.query("delete from fixes where state <> 'running' and at_ms <= $1", [before]);
  await client.query(
    `delete from lever_requests using migrations m
     where m.id = migration_id and (outcome is not null or m.ended_at_ms is not null) and at_ms < $1`,
    [nowMs - SHORT_LIVED_MS],
  );
  const old = `< now() - make_interval(secs => ${SHORT_LIVED_MS / 1000})`;
  await client.query(`delete from server_processes where heartbeat_at ${old}`);
  await client.query(`delete from socket_io_attachments where created_at ${old}`);
  await client.query(`delete from sessions where expires_at ${old}`);
  await client.query(`delete from verifications where expires_at ${old}`);
}
