import type { PoolClient } from "pg";
import { type ThinnableSample, thinSamples } from "../../../lib/core/migration/thin-samples.ts";
import type { MigrationLogEntry, MigrationRecord } from "../../../lib/core/model/migration.ts";
import { LEVELS, UNFINISHED } from "./limits.ts";

const BATCH = 50;

/** Keeps `most` of a migration's readings that are older than `beforeMs`. Samples hold numbers only, so the database may look into them. */
async function thinSamplesOf(client: PoolClient, record: MigrationRecord, most: number, beforeMs: number): Promise<void> {
  const { rows } = await client.query<ThinnableSample>(
    `select at_ms as "atMs", coalesce((sample->>'memoryBytesPerSec')::float8, 0) + coalesce((sample->>'diskBytesPerSec')::float8, 0) as "bytesPerSec",
       coalesce((sample->>'dirtyRateBytesPerSec')::float8, 0) as "dirtyRateBytesPerSec"
     from migration_samples where migration_id = $1 and at_ms < $2 order by at_ms`,
    [record.id, beforeMs],
  );
  const kept = thinSamples(rows, most, Object.values(record.phaseStartedAtMs));
  if (kept.length === rows.length) return;
  await client.query("delete from migration_samples where migration_id = $1 and at_ms < $2 and not (at_ms = any($3::float8[]))", [
    record.id,
    beforeMs,
    kept,
  ]);
}

/** Keeps the beginning (a quarter) and the end of a log that has more than `most` entries: what began it and what came of it. */
async function shortenLog(client: PoolClient, id: string, most: number): Promise<void> {
  const first = Math.floor(most / 4);
  await client.query(
    `delete from migration_log using (
       select id, row_number() over (order by id) as nth, count(*) over () as entries from migration_log where migration_id = $1
     ) as one
     where migration_log.migration_id = $1 and migration_log.id = one.id and one.entries > $2 and one.nth > $3 and one.nth <= one.entries - ($2 - $3)`,
    [id, most, first],
  );
}

/** Cuts what commands printed. Not by the database's own means: what a host printed may hold NUL, which its JSON functions refuse. */
async function cutOutputs(client: PoolClient, id: string, length: number): Promise<void> {
  const { rows } = await client.query<{ id: number; entry: MigrationLogEntry }>(
    "select id, entry from migration_log where migration_id = $1 and length(entry::text) > $2",
    [id, length],
  );
  for (const { id: entryId, entry } of rows) {
    const shorter = { ...entry, stdout: entry.stdout.slice(0, length), stderr: entry.stderr.slice(0, length) };
    await client.query("update migration_log set entry = $3 where migration_id = $1 and id = $2", [
      id,
      entryId,
      JSON.stringify(shorter),
    ]);
  }
}

/** Thins every ended migration that is old enough for its next level, each in one transaction. Resolves with how many. */
export async function thinEnded(client: PoolClient, nowMs: number): Promise<number> {
  let done = 0;
  for (const [index, { afterMs, samples, logEntries, outputLength }] of LEVELS.entries()) {
    for (;;) {
      const { rows } = await client.query<{ record: MigrationRecord }>(
        "select record from migrations where ended_at_ms < $1 and thinned = $2 order by ended_at_ms limit $3",
        [nowMs - afterMs, index, BATCH],
      );
      for (const { record } of rows) {
        await client.query("begin");
        await thinSamplesOf(client, record, samples, Number.MAX_VALUE);
        await shortenLog(client, record.id, logEntries);
        await cutOutputs(client, record.id, outputLength);
        await client.query("update migrations set thinned = $2 where id = $1", [record.id, index + 1]);
        await client.query("commit");
        done++;
      }
      if (rows.length < BATCH) break;
    }
  }
  return done;
}

/** Bounds what a migration that does not end goes on to write. */
export async function thinUnfinished(client: PoolClient, nowMs: number): Promise<void> {
  const { olderThanMs, whenSamples, samples, whenLog, logEntries } = UNFINISHED;
  const { rows } = await client.query<{ record: MigrationRecord; samples: string; entries: string }>(
    `select record, (select count(*) from migration_samples where migration_id = migrations.id) as samples,
       (select count(*) from migration_log where migration_id = migrations.id) as entries
     from migrations where ended_at_ms is null`,
  );
  for (const row of rows) {
    if (Number(row.samples) > whenSamples) await thinSamplesOf(client, row.record, samples, nowMs - olderThanMs);
    if (Number(row.entries) > whenLog) await shortenLog(client, row.record.id, logEntries);
  }
}
