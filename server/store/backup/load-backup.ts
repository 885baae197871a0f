import type pg from "pg";
import { afterRestore } from "../../../lib/core/migration/after-restore.ts";
import { completeRecord, type StoredRecord } from "../../../lib/core/migration/complete-record.ts";
import type { MigrationLogEntry } from "../../../lib/core/model/migration.ts";
import { applySchema } from "../migrate.ts";
import type { BackupHeader } from "./format.ts";
import { readBackup } from "./read-backup.ts";

const BATCH_ROWS = 1_000;
const BATCH_CHARACTERS = 4_000_000;

/** What was restored. */
export interface Restored {
  readonly rows: number;
  readonly files: ReadonlyMap<string, Buffer>;
  /** Migrations that had not ended when the backup was made: the hosts are asked about these ... */
  readonly asked: number;
  /** ... and a person must look at these. */
  readonly left: number;
}

async function insertRows(
  client: pg.ClientBase,
  target: { readonly table: string; readonly columns: readonly string[] },
  rows: readonly (readonly (string | null)[])[],
): Promise<void> {
  if (rows.length === 0) return;
  let next = 1;
  const tuples = rows.map((row) => `(${row.map(() => `$${next++}`).join(", ")})`).join(", ");
  const columns = target.columns.map((column) => `"${column}"`).join(", ");
  await client.query(`insert into public."${target.table}" (${columns}) values ${tuples}`, rows.flat());
}

async function note(client: pg.ClientBase, id: string, atMs: number, madeAtMs: number): Promise<void> {
  const { rows } = await client.query<{ next: number }>(
    "select coalesce(max(id), 0) + 1 as next from migration_log where migration_id = $1",
    [id],
  );
  const entry: MigrationLogEntry = {
    id: rows[0]?.next ?? 1,
    atMs,
    kind: "note",
    hostId: null,
    hostName: null,
    text: "",
    message: { key: "failures.notes.restored", values: { at: new Date(madeAtMs).toISOString() } },
    exitCode: null,
    stdout: "",
    stderr: "",
    durationMs: null,
    repeats: 1,
  };
  await client.query("insert into migration_log (migration_id, id, entry) values ($1, $2, $3)", [
    id,
    entry.id,
    JSON.stringify(entry),
  ]);
}

/** Sees to it that nothing of the past is begun or gone on with (lib/core/migration/after-restore.ts). */
async function settlePast(client: pg.ClientBase, madeAtMs: number, atMs: number): Promise<{ asked: number; left: number }> {
  const counts = { asked: 0, left: 0 };
  const recently = "ended_at_ms is null or ended_at_ms > $1";
  const { rows } = await client.query<{ record: StoredRecord }>(`select record from migrations where ${recently}`, [
    atMs - 7_200_000,
  ]);
  for (const { record: stored } of rows) {
    const record = completeRecord(stored);
    const next = afterRestore(record, madeAtMs, atMs);
    if (next === null) continue;
    await client.query(
      "update migrations set record = $2, revision = $3, ended_at_ms = $4, admitted_at_ms = $5, owner = null where id = $1",
      [...[next.id, JSON.stringify(next), next.revision], ...[next.endedAtMs, next.queue.admittedAtMs]],
    );
    if (record.endedAtMs !== null) continue;
    counts[next.endedAtMs === null ? "asked" : "left"]++;
    await note(client, next.id, atMs, madeAtMs);
  }
  return counts;
}

/**
 * Loads a checked backup into the empty database of an open transaction: its own schema first, then its rows, then the schema is brought forward. Nothing is there
 * until the caller commits.
 */
export async function loadBackup(client: pg.ClientBase, path: string, about: BackupHeader, atMs: number): Promise<Restored> {
  await applySchema(client, about.applied.length);
  const files = new Map<string, Buffer>();
  let target = { table: "", columns: [] as readonly string[] };
  let waiting: (readonly (string | null)[])[] = [];
  let characters = 0;
  let rows = 0;
  const flush = async (): Promise<void> => {
    await insertRows(client, target, waiting);
    waiting = [];
    characters = 0;
  };
  for await (const item of readBackup(path)) {
    if (item.kind === "row") {
      rows++;
      waiting.push(item.values);
      characters += item.values.reduce((sum, value) => sum + (value?.length ?? 0), 0);
      if (waiting.length >= BATCH_ROWS || characters >= BATCH_CHARACTERS) await flush();
      continue;
    }
    await flush();
    if (item.kind === "table") target = item;
    else files.set(item.path, item.content);
  }
  await flush();
  await applySchema(client);
  return { rows, files, ...(await settlePast(client, about.madeAtMs, atMs)) };
}
